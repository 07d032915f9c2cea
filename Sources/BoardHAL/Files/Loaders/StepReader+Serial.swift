import BoardHAL

// Steps over serial ports.
extension StepReader {
  func writeSerial(_ fields: Fields) -> ScenarioStep.Action? {
    var fields = fields
    let port = port(&fields)
    let bytes = bytes(&fields)
    fields.finish()
    guard let port, let bytes else { return nil }
    return .writeSerial(port, bytes: bytes)
  }

  func waitSerial(_ fields: Fields) -> ScenarioStep.Action? {
    var fields = fields
    let port = port(&fields)
    let bytes = bytes(&fields)
    let timeout = fields.optional("timeout", .duration) ?? .seconds(1)
    fields.finish()
    guard let port, let bytes else { return nil }
    return .waitSerial(port, bytes: bytes, timeout: timeout)
  }

  func serialEvent(_ fields: Fields) -> ScenarioStep.Action? {
    var fields = fields
    let port = port(&fields)
    let event = fields.required("event", .oneOf(ScenarioStep.SerialEvent.self))
    fields.finish()
    guard let port, let event else { return nil }
    return .serialEvent(port, event)
  }

  private func port(_ fields: inout Fields) -> SerialPortDescription? {
    fields.either("device", device("on a serial port", \.port), or: "port", .port(on: wiring.board))
  }

  private func bytes(_ fields: inout Fields) -> [UInt8]? {
    let text = ValueReader<String>.text
    let utf8 = ValueReader<[UInt8]>(allowed: text.allowed) { node, name, report in
      text.read(node, name, report).map { Array($0.utf8) }
    }
    return fields.either("text", utf8, or: "bytes", .list(of: .byte))
  }
}
