public import BoardHAL

extension LinuxBoard {
  /// Opens a serial port of the board.
  func openSerial(
    _ name: String, _ settings: SerialSettings, as line: LineID
  ) throws(BoardError) {
    let port = try describedPort(name)
    if let holder = openPort(port.name)?.port.holder {
      throw .busy(name, holder: "line \(holder.index) of this firmware")
    }
    try add(SerialPort(port, settings, as: line), for: [line])
  }

  /// Opens the line on which a port says that it takes bytes again.
  func openTransmit(_ name: String, as line: LineID) throws(BoardError) {
    let (port, slot) = try openPort(name, for: "sending on \(name)")
    try port.openTransmit(as: line)
    lines[line.index] = .feed(slot: slot)
  }

  /// Opens the line of a port's modem lines.
  func openModem(_ name: String, as line: LineID) throws(BoardError) {
    let (port, _) = try openPort(name, for: "the modem lines of \(name)")
    try add(port.openModem(as: line), for: [line])
  }

  /// What the port of a serial line can tell; a pseudo-terminal has neither counters nor modem
  /// lines.
  ///
  /// - Throws: `unsupported` for a line that is on no port.
  /// - Precondition: the line is open.
  public func serialCapabilities(of line: LineID) throws(BoardError) -> SerialCapabilities {
    switch feed(of: line) {
    case let port as SerialPort: return port.capabilities
    case let modem as ModemFeed: return modem.port.capabilities
    default: throw .speechless(line)
    }
  }

  private func describedPort(_ name: String) throws(BoardError) -> SerialPortDescription {
    guard let port = description.serialPort(named: name) else {
      throw .noSuchPort(name, known: description.serialPorts.map(\.name))
    }
    return port
  }

  private func openPort(_ name: String) -> (port: SerialPort, slot: Int)? {
    for (index, slot) in slots.enumerated() {
      if let port = slot?.feed as? SerialPort, port.name == name, port.holder != nil {
        return (port, index)
      }
    }
    return nil
  }

  private func openPort(
    _ name: String, for purpose: String
  ) throws(BoardError) -> (port: SerialPort, slot: Int) {
    guard let found = openPort(try describedPort(name).name) else {
      throw .unsupported(purpose, remedy: "open the port's receiving side first")
    }
    return found
  }
}
