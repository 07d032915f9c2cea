internal import BoardHAL

/// One thing that the world around the board does at an instant.
///
/// Data, not a closure: the timeline can be compared between two runs, and nothing that a test
/// wrote runs in the middle of `wait`.
enum Happening: Equatable {
  /// Something outside drives the pin, or lets go of it.
  case external(pin: Int, Voltage?)
  /// The pin's chip goes away.
  case unplug(pin: Int)
  /// The board looks at the level of a line.
  case look(line: LineID)
  /// A device sets bits in one of its registers.
  case setBits(register: Int, UInt32)
  /// The far end of a serial port does what it was told.
  case serial(port: Int, SerialScript)
  /// The next character from the peer has arrived, unless the wire was cut since.
  case inbound(port: Int, epoch: UInt32)
  /// The next byte from firmware has arrived, unless the wire was cut since.
  case outbound(port: Int, epoch: UInt32)
}
