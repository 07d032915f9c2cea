internal import BoardHAL
internal import CSerialPort

extension TTY {
  /// Holds the line in break, or ends that.
  func setBreak(_ isOn: Bool, of name: String) throws(BoardError) {
    // The kernel says yes for a terminal that has no line to break, and does nothing.
    guard capabilities.marksErrors else {
      throw .unsupported("a break on \(name)", remedy: "a pseudo-terminal has no line to break")
    }
    try systemCall("set break", on: name) { cserial_set_break(descriptor, isOn) }
  }

  /// Asserts wires that this end drives, or takes that back.
  func setWires(_ wires: ControlWires, _ isOn: Bool, of name: String) throws(BoardError) {
    guard capabilities.hasModemLines else {
      throw .unsupported("DTR and RTS of \(name)", remedy: "its driver has no such wires")
    }
    try systemCall("set \(wires)", on: name) {
      cserial_set_wires(descriptor, wires.rawValue, isOn)
    }
  }

  /// What this end drives its wires with, or nil when that cannot be told.
  func readWires() -> ControlWires? {
    var wires: UInt8 = 0
    return cserial_read_wires(descriptor, &wires) == 0 ? ControlWires(rawValue: wires) : nil
  }

  /// What the kernel holds; nothing where it does not say.
  func countQueued() -> SerialQueues {
    var (received, unsent) = (Int32(0), Int32(0))
    guard cserial_count_queued(descriptor, &received, &unsent) == 0 else {
      return SerialQueues(received: 0, unsent: 0)
    }
    return SerialQueues(received: Int(received), unsent: Int(unsent))
  }

  /// Forgets what the kernel holds.
  func discardQueued(of name: String) throws(BoardError) {
    try systemCall("flush", on: name) { cserial_discard(descriptor) }
  }
}
