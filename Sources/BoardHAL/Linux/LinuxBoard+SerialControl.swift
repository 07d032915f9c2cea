public import BoardHAL

/// What can be done to a serial port besides receiving and sending. None of it blocks.
///
/// Each takes a line of the port, which is open.
extension LinuxBoard {
  /// Holds the line in break, or ends that (`TIOCSBRK`, `TIOCCBRK`).
  ///
  /// A break begins at once, and damages what is still being sent: whoever minds waits until
  /// `queues(of:)` has nothing unsent.
  ///
  /// - Throws: `gone` while the port is away, `unsupported` on a pseudo-terminal, or `system`.
  public func setBreak(_ isOn: Bool, on line: LineID) throws(BoardError) {
    try port(of: line).connected().setBreak(isOn, of: port(of: line).name)
  }

  /// Asserts DTR or RTS, or takes that back (`TIOCMBIS`, `TIOCMBIC`).
  ///
  /// - Throws: `gone` while the port is away, `unsupported` for a port without, or `system`.
  public func setWires(_ wires: ControlWires, _ isOn: Bool, on line: LineID) throws(BoardError) {
    try port(of: line).connected().setWires(wires, isOn, of: port(of: line).name)
  }

  /// What this end and the far end drive their wires with now (`TIOCMGET`).
  ///
  /// - Throws: `gone` while the port is away, `unsupported` for a port without such wires.
  public func wires(
    of line: LineID
  ) throws(BoardError) -> (ours: ControlWires, theirs: ModemLines) {
    let port = try port(of: line)
    let tty = try port.connected()
    guard let ours = tty.readWires(), let theirs = tty.readModemLines() else {
      throw .unsupported("the modem lines of \(port.name)", remedy: "its driver has none")
    }
    return (ours, theirs)
  }

  /// How many bytes the kernel holds (`FIONREAD`, `TIOCOUTQ`).
  ///
  /// - Throws: `gone` while the port is away.
  public func queues(of line: LineID) throws(BoardError) -> SerialQueues {
    try port(of: line).connected().countQueued()
  }

  /// Forgets what the kernel holds, received and unsent (`TCFLSH`).
  ///
  /// - Throws: `gone` while the port is away, or `system`.
  public func discardQueues(of line: LineID) throws(BoardError) {
    try port(of: line).connected().discardQueued(of: port(of: line).name)
  }

  /// Where the port is, and where it is looked for after a hang-up.
  ///
  /// - Throws: `unsupported` for a line that is on no port.
  public func whereabouts(of line: LineID) throws(BoardError) -> PortWhereabouts {
    try port(of: line).whereabouts
  }

  private func port(of line: LineID) throws(BoardError) -> SerialPort {
    guard let port = feed(of: line) as? SerialPort else { throw .speechless(line) }
    return port
  }
}
