import BoardHAL

// Steps over pins and what devices report.
extension StepReader {
  func waveform(_ fields: Fields) -> ScenarioStep.Action? {
    var fields = fields
    let pin = pin(&fields)
    let levels = fields.required("levels", .levels)
    let each = fields.optional("each", .duration) ?? .milliseconds(1)
    fields.finish()
    guard let pin, let levels else { return nil }
    return .waveform(pin, ScenarioStep.Waveform(levels: levels, each: each))
  }

  func expectPin(_ fields: Fields) -> ScenarioStep.Action? {
    var fields = fields
    let pin = pin(&fields)
    let value = fields.required("value", .binary)
    fields.finish()
    guard let pin, let value else { return nil }
    return .expectPin(pin, isHigh: value)
  }

  private func pin(_ fields: inout Fields) -> Pin? {
    fields.either("device", device("on a pin", \.pin), or: "pin", .pin(on: wiring.board))
  }

  func expectEvent(_ node: YAMLNode, _ verb: String) -> ScenarioStep.Action? {
    let standard = Nanoseconds.seconds(1)
    guard case .mapping = node.content, var fields = fields(node, verb) else {
      return references.event.read(node, "event", report).map {
        .expectEvent(device: $0.device, $0.word, timeout: standard)
      }
    }
    let reference = fields.required("event", references.event)
    let timeout = fields.optional("timeout", .duration) ?? standard
    fields.finish()
    return reference.map { .expectEvent(device: $0.device, $0.word, timeout: timeout) }
  }
}
