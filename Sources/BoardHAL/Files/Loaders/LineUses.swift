import BoardHAL

/// Which device has which pin and port, to find two that want the same one.
struct LineUses {
  private struct Use {
    let device: String
    let line: Int
  }

  let report: Report
  private var pins: [Int: Use] = [:]
  private var ports: [String: Use] = [:]

  init(report: Report) {
    self.report = report
  }

  /// Gives a pin to a device, or reports who has it or what it is reserved for.
  mutating func take(_ pin: Pin, for device: YAMLNode.Entry, at position: SourcePosition) {
    if let purpose = pin.reservedFor {
      report.error(
        at: position, "\(pin) is reserved for \(purpose)", allowed: "a pin that is not reserved")
    }
    claim(&pins[pin.number], "\(pin)", for: device, at: position, "each pin for one device")
  }

  /// Gives a port and its pins to a device, or reports who has one of them.
  mutating func take(
    _ port: SerialPortDescription, for device: YAMLNode.Entry, at position: SourcePosition
  ) {
    let hasPort = claim(
      &ports[port.name], port.name, for: device, at: position, "each port for one device")
    guard hasPort else { return }
    for pin in [port.transmit, port.receive].compactMap(\.self) {
      claim(
        &pins[pin.number], "\(pin), a wire of \(port.name),", for: device, at: position,
        "each pin for one device")
    }
  }

  @discardableResult
  private func claim(
    _ use: inout Use?, _ subject: String, for device: YAMLNode.Entry, at position: SourcePosition,
    _ allowed: String
  ) -> Bool {
    if let use {
      report.error(
        at: position, "\(subject) is already used by \(use.device.quoted) on line \(use.line)",
        allowed: allowed)
      return false
    }
    use = Use(device: device.key, line: position.line)
    return true
  }
}
