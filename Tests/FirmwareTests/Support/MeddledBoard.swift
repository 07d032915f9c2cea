import BoardHAL
import BoardHALMock

/// A mock board on which something happens between two calls of firmware.
final class MeddledBoard: Backend {
  /// Called before each call is made, with its number from 0.
  var onCall: ((Int) -> Void)?

  /// How many calls firmware has made.
  private(set) var calls = 0

  private let base: MockBoard

  init(_ base: MockBoard) { self.base = base }

  private func meddle() {
    onCall?(calls)
    calls += 1
  }

  var capabilities: Capabilities { base.capabilities }

  var now: BoardInstant { base.now }

  func open(_ source: LineSource, as line: LineID) throws(BoardError) {
    meddle()
    try base.open(source, as: line)
  }

  func open(_ sources: [LineSource], as lines: [LineID]) throws(BoardError) {
    meddle()
    try base.open(sources, as: lines)
  }

  func close(_ line: LineID) {
    meddle()
    base.close(line)
  }

  func takeReadyLine() -> LineID? {
    meddle()
    return base.takeReadyLine()
  }

  func takeRecord(from line: LineID) -> LineRecord? {
    meddle()
    return base.takeRecord(from: line)
  }

  func wait(until deadline: BoardInstant?) -> Bool {
    meddle()
    return base.wait(until: deadline)
  }

  func value(of line: LineID) throws(BoardError) -> LineValue {
    meddle()
    return try base.value(of: line)
  }

  func readRegister(_ register: RegisterID) -> UInt32 { base.readRegister(register) }

  func writeRegister(_ register: RegisterID, _ value: UInt32) {
    base.writeRegister(register, value)
  }

  func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    try base.openOutput(pin, active: active, initial: initial, safe: safe)
  }

  func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {
    try base.drive(output, value)
  }

  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    try base.transmit(bytes, on: line)
  }

  func enterSafeState() { base.enterSafeState() }
}
