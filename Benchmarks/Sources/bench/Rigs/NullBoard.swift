import BoardHAL

/// A board on which nothing happens, so that what is measured is the firmware alone.
///
/// With virtual time it has one trick, for nesting: writing a line's number to the register makes
/// that line ready with one edge, which the next safe point then finds.
final class NullBoard: Backend {
  static let trigger = RegisterID(0)

  let capabilities: Capabilities
  private var ready: LineID?
  private var hasRecord = false

  init(hasVirtualTime: Bool = false) {
    capabilities = Capabilities(
      hasVirtualTime: hasVirtualTime, hasSequenceNumbers: true, hasDebounce: false)
  }

  /// Moves only when the rig moves it.
  var now = BoardInstant.start

  func open(_ source: LineSource, as line: LineID) throws(BoardError) {}
  func close(_ line: LineID) {}

  func takeReadyLine() -> LineID? {
    defer { ready = nil }
    return ready
  }

  func takeRecord(from line: LineID) -> LineRecord? {
    guard hasRecord else { return nil }
    hasRecord = false
    return .edge(.rising(1))
  }

  func wait(until deadline: BoardInstant?) -> Bool { false }

  func value(of line: LineID) throws(BoardError) -> LineValue { .inactive }

  func readRegister(_ register: RegisterID) -> UInt32 { 0 }

  func writeRegister(_ register: RegisterID, _ value: UInt32) {
    ready = LineID(Int(value))
    hasRecord = true
  }

  func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID { OutputID(0) }

  func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {}

  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int { bytes.count }

  func enterSafeState() {}
}

extension EdgeRecord {
  /// A rising edge with a number.
  static func rising(_ sequence: UInt32) -> EdgeRecord {
    EdgeRecord(
      time: BoardInstant(nanoseconds: Int64(sequence)), edge: .rising, value: .active,
      sequence: sequence)
  }
}
