import BoardHAL
import BoardHALLinux
import BoardHALMock

/// A mock board whose time is held to the pace of the world, and that signals can end.
///
/// Firmware lets time pass in `wait` alone. There, real time is waited for to catch up with the
/// next thing on the board's timeline, in a sleep that a signal ends at once.
final class SteeredBoard: Backend {
  /// Called once, with the signal that asks for the end; nothing is waited for from then on.
  var onSignal: ((TerminationSignal) -> Void)?

  private let base: MockBoard
  private let clock: MonotonicClock
  private let signals: TerminationSignals
  private var pacer: Pacer?
  private var signal: TerminationSignal?
  private var waits = 0

  /// How many waits pass between two looks for a signal while nothing sleeps: a look is a system
  /// call, which costs more than all else in a wait.
  private static let waitsPerLook = 64

  /// Steers a board.
  ///
  /// - Parameters:
  ///   - base: The board.
  ///   - speed: How fast its time passes.
  /// - Throws: `BoardError.system` when the signals cannot be held back.
  init(_ base: MockBoard, speed: Speed) throws(BoardError) {
    self.base = base
    clock = MonotonicClock()
    signals = try TerminationSignals(clock: clock)
    if case .times(let factor) = speed {
      pacer = Pacer(speed: factor, virtual: base.now, real: clock.now)
    }
  }

  func wait(until deadline: BoardInstant?) -> Bool {
    // After a signal nothing is waited for, so that routines that have begun end at once.
    guard signal == nil, pacer != nil else {
      waits += 1
      if waits.isMultiple(of: Self.waitsPerLook), signal == nil { obey(signals.take()) }
      return base.wait(until: deadline)
    }
    // From one happening to the next, because each is to happen when it is due, whether it makes
    // a line ready or not.
    while !base.hasReadyLine, base.now != deadline {
      guard let next = [deadline, base.nextHappening].compactMap({ $0 }).min() else { break }
      if let reached = sleep(until: next) { return base.wait(until: reached) }
      _ = base.wait(until: next)
    }
    return base.wait(until: deadline.map { min($0, base.now) })
  }

  /// Sleeps until a virtual instant is due; returns the instant that a signal came at, if one did.
  private func sleep(until instant: BoardInstant) -> BoardInstant? {
    let now = clock.now
    guard let due = pacer?.due(instant, at: now), due > now else {
      waits += 1
      if waits.isMultiple(of: Self.waitsPerLook) { obey(signals.take()) }
      return nil
    }
    obey(signals.wait(until: due))
    guard signal != nil, let reached = pacer?.virtual(at: clock.now) else { return nil }
    return max(base.now, min(reached, instant))
  }

  private func obey(_ signal: TerminationSignal?) {
    guard let signal else { return }
    self.signal = signal
    onSignal?(signal)
  }

  // MARK: What is the board's own

  var capabilities: Capabilities { base.capabilities }

  var now: BoardInstant { base.now }

  func open(_ source: LineSource, as line: LineID) throws(BoardError) {
    try base.open(source, as: line)
  }

  func close(_ line: LineID) { base.close(line) }

  func takeReadyLine() -> LineID? { base.takeReadyLine() }

  func takeRecord(from line: LineID) -> LineRecord? { base.takeRecord(from: line) }

  func value(of line: LineID) throws(BoardError) -> LineValue { try base.value(of: line) }

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

  func serialCapabilities(of line: LineID) throws(BoardError) -> SerialCapabilities {
    try base.serialCapabilities(of: line)
  }

  func enterSafeState() { base.enterSafeState() }
}
