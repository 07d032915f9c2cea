import BoardHAL
import BoardHALLinux

/// A board in virtual time whose time is held to the pace of the world, and that signals can end.
///
/// Firmware lets time pass in `wait` alone. There the board below moves its own time first; then
/// real time is waited for to catch up, in a sleep that a signal ends at once.
final class SteeredBoard: Backend {
  /// Called once, with the signal that asks for the end; nothing is waited for from then on.
  var onSignal: ((TerminationSignal) -> Void)?

  private let base: any Backend
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
  init(_ base: any Backend, speed: Speed) throws(BoardError) {
    self.base = base
    clock = MonotonicClock()
    signals = try TerminationSignals(clock: clock)
    if case .times(let factor) = speed {
      pacer = Pacer(speed: factor, virtual: base.now, real: clock.now)
    }
  }

  func wait(until deadline: BoardInstant?) -> Bool {
    let mayContinue = base.wait(until: deadline)
    // After a signal nothing is waited for, so that routines that have begun end at once.
    guard signal == nil else { return mayContinue }
    let now = clock.now
    if let due = pacer?.due(base.now, at: now), due > now {
      obey(signals.wait(until: due))
    } else {
      waits += 1
      if waits.isMultiple(of: Self.waitsPerLook) { obey(signals.take()) }
    }
    return mayContinue
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

  func enterSafeState() { base.enterSafeState() }
}
