public import BoardHAL

/// The token of device level: what an interrupt service routine may touch of the framework.
///
/// Borrowed for the length of the routine. It offers no way to wait, to end a request, or to run
/// anything: the routine says what is to follow in the value it returns.
@safe
public struct InterruptContext<Source: InterruptSource>: ~Copyable, LevelToken {
  /// Where the line's record lies while the routine runs.
  @usableFromInline
  let record: UnsafePointer<LineRecord>

  @usableFromInline
  unowned(unsafe) let dispatcher: Dispatcher

  /// The line that asked.
  public let line: LineID

  /// Which of the connection's lines asked, from 0; the message identifier of the Windows model
  /// (row S4-01).
  public let subLine: Int

  /// The level of the routine: the synchronize level of the line.
  public let level: Level

  /// The virtual processor that runs the routine.
  public let processor: Int

  /// Something may get in at safe points; without it they are passed for the price of a test.
  @usableFromInline
  let hasSafePoints: Bool

  @inlinable
  init(_ frame: borrowing ServiceFrame, subLine: Int) {
    unsafe record = frame.record
    unsafe dispatcher = frame.dispatcher
    line = frame.line
    self.subLine = subLine
    level = frame.level
    processor = frame.processor
    hasSafePoints = frame.hasSafePoints
  }

  /// Takes what the interrupt brought off the line; nil when it brought nothing of this kind.
  ///
  /// The same value however often it is asked, also for the other routines of a shared line.
  /// Does not block. A safe point: a more urgent line may be served here, before it returns.
  @inlinable
  public borrowing func acknowledge() -> Source.Record? {
    if hasSafePoints { unsafe dispatcher.safePoint(on: processor) }
    return unsafe Source.record(record.pointee)
  }

  /// The time on the board's clock; costs a clock read on a live board.
  public var now: BoardInstant { unsafe dispatcher.backend.now }

  /// Says that the routine works for `time`: virtual time passes, more urgent lines are served.
  ///
  /// On a live board time passes by itself and this does nothing.
  public borrowing func spend(_ time: Nanoseconds) {
    unsafe dispatcher.spend(time, on: processor)
  }

  /// Reads a register of the device, as the instruction of a memory-mapped device would.
  public borrowing func read(_ register: RegisterID) -> UInt32 {
    unsafe dispatcher.safePoint(on: processor)
    return unsafe dispatcher.backend.readRegister(register)
  }

  /// Writes a register of the device.
  public borrowing func write(_ value: UInt32, to register: RegisterID) {
    unsafe dispatcher.safePoint(on: processor)
    unsafe dispatcher.backend.writeRegister(register, value)
  }
}

/// What the dispatcher hands to a service routine, before the routine's types are known.
@safe
public struct ServiceFrame: ~Copyable {
  @usableFromInline
  let record: UnsafePointer<LineRecord>
  @usableFromInline
  unowned(unsafe) let dispatcher: Dispatcher
  @usableFromInline
  let line: LineID
  @usableFromInline
  let level: Level
  @usableFromInline
  let processor: Int
  /// The line asks for as long as its device asserts it.
  let isLevelTriggered: Bool
  @usableFromInline
  let hasSafePoints: Bool
}
