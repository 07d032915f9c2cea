public import BoardHAL

/// A board on which nothing happens by itself: lines are raised by hand, and time moves for timers
/// only.
///
/// The smallest backend there is, because an explorer makes one for each schedule. Its registers
/// are numbered from 0 and hold what is written to them.
public final class QuietBoard: Backend {
  /// No virtual time: then safe points serve nothing by themselves, and the explorer decides.
  public let capabilities = Capabilities(
    hasVirtualTime: false, hasSequenceNumbers: false, hasDebounce: false)

  /// The time on the board's clock; moves in `wait`.
  public private(set) var now = BoardInstant.start

  /// What is in the registers.
  public var registers: [UInt32]

  /// Makes a board with so many registers, which hold 0.
  public init(registers: Int = 0) {
    self.registers = Array(repeating: 0, count: registers)
  }

  /// Opens anything.
  public func open(_ source: LineSource, as line: LineID) throws(BoardError) {}

  /// Closes a line.
  public func close(_ line: LineID) {}

  /// None is ever ready.
  public func takeReadyLine() -> LineID? { nil }

  /// There are no records.
  public func takeRecord(from line: LineID) -> LineRecord? { nil }

  /// Moves time to the deadline; false when there is none.
  public func wait(until deadline: BoardInstant?) -> Bool {
    if let deadline, deadline > now { now = deadline }
    return deadline != nil
  }

  /// Inactive.
  public func value(of line: LineID) throws(BoardError) -> LineValue { .inactive }

  /// What is in a register.
  public func readRegister(_ register: RegisterID) -> UInt32 { registers[register.index] }

  /// Sets what is in a register.
  public func writeRegister(_ register: RegisterID, _ value: UInt32) {
    registers[register.index] = value
  }

  /// There are no outputs.
  ///
  /// - Throws: `noSuchPin`.
  public func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    throw .noSuchPin(pin)
  }

  /// Does nothing.
  public func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {}

  /// Takes nothing.
  public func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int { 0 }

  /// Does nothing.
  public func enterSafeState() {}
}
