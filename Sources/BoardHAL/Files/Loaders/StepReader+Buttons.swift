import BoardHAL

// Steps that press and release.
extension StepReader {
  func press(_ node: YAMLNode, _ verb: String) -> ScenarioStep.Action? {
    contact(node, verb, endsPressed: true).map { .press(device: $0.device, bounce: $0.bounce) }
  }

  func release(_ node: YAMLNode, _ verb: String) -> ScenarioStep.Action? {
    contact(node, verb, endsPressed: false).map { .release(device: $0.device, bounce: $0.bounce) }
  }

  /// `button`, or a mapping that also says how it bounces.
  private func contact(
    _ node: YAMLNode, _ verb: String, endsPressed: Bool
  ) -> (device: String, bounce: ScenarioStep.Waveform?)? {
    guard case .mapping = node.content, var fields = fields(node, verb) else {
      return button.read(node, "device", report).map { ($0, nil) }
    }
    let device = fields.required("device", button)
    let bounceNode = fields.node("bounce")
    let bounce = fields.optional("bounce", .levels)
    let each = fields.optional("each", .duration) ?? .milliseconds(1)
    fields.finish()
    if let bounceNode, let bounce, bounce.last != endsPressed {
      report.error(
        at: bounceNode.position, "the bounce of a \(verb) ends with the wrong level",
        allowed: endsPressed ? "- at the end, which is pressed" : "_ at the end, which is released")
    }
    return device.map { device in
      (device, bounce.map { ScenarioStep.Waveform(levels: $0, each: each) })
    }
  }

  /// Wokwi's long form of press and release.
  func setControl(_ fields: Fields) -> ScenarioStep.Action? {
    var fields = fields
    let device = fields.required("device", button)
    _ = fields.required("control", .oneOf([("pressed", true)]))
    let value = fields.required("value", .binary)
    fields.finish()
    guard let device, let value else { return nil }
    return value ? .press(device: device, bounce: nil) : .release(device: device, bounce: nil)
  }

  private var button: ValueReader<String> {
    device("a button") { device in
      guard case .button = device.kind else { return nil }
      return device.name
    }
  }

  /// The name of a device, of which `select` makes what the step needs or nil.
  func device<Value>(
    _ kind: String, _ select: @escaping (DeviceDescription) -> Value?
  ) -> ValueReader<Value> {
    let suitable = wiring.devices.filter { select($0) != nil }.map(\.name)
    let allowed = suitable.isEmpty ? "none, for the wiring has not \(kind)" : suitable.listed
    return .scalar(allowed) { [references] text throws(Misreading) in
      guard let device = try references.device(text), let value = select(device) else {
        throw .refused(
          "device \(text.quoted) is not \(kind)", allowed: allowed, suggestion: nil)
      }
      return value
    }
  }
}
