internal import BoardHAL

extension LinuxBoard {
  /// Opens a serial port of the board.
  func openSerial(
    _ name: String, _ settings: SerialSettings, as line: LineID
  ) throws(BoardError) {
    guard description.serialPort(named: name) != nil else {
      throw .noSuchPort(name, known: description.serialPorts.map(\.name))
    }
    throw .unsupported(name, remedy: "serial ports of a Linux board are not opened yet")
  }
}
