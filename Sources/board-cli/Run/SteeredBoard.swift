import BoardHAL
import BoardHALLinux
import BoardHALMock

/// A mock board whose time is held to the pace of the world, and that signals can end.
///
/// Firmware lets time pass in `wait` alone. There, real time is waited for to catch up with the
/// next thing on the board's timeline, in a sleep that a signal ends at once.
///
/// Somebody may also want something of the program meanwhile: see `Attention`. A wait that is
/// interrupted for that returns early, so that the loop around it, at passive level and with no
/// routine on the stack, can answer before the next one.
final class SteeredBoard: ForwardingBackend {
  /// Called once, with the signal that asks for the end; nothing is waited for from then on.
  var onSignal: ((TerminationSignal) -> Void)?

  /// Asked first when somebody types Ctrl-C; true when that is an answer and nothing has to end.
  var onInterrupt: (() -> Bool)?

  /// Who else may interrupt a wait.
  weak var attention: (any Attention)?

  /// Somebody asked for attention and has not been answered; waits are not interrupted meanwhile.
  private(set) var isCalled = false

  /// The board.
  let base: MockBoard

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
      let next = [deadline, base.nextHappening].compactMap { $0 }.min()
      guard next != nil || isWatching else { break }
      if let reached = sleep(until: next) { return base.wait(until: reached) }
      _ = base.wait(until: next)
    }
    return base.wait(until: deadline.map { min($0, base.now) })
  }

  /// Waits for a call or a signal, while the board's time stands still.
  func rest() {
    switch signals.wait(until: attention?.tick, orReading: attention?.descriptors ?? []) {
    case .signal(let signal): obey(signal)
    case .readable, .deadline: isCalled = true
    }
  }

  /// Whoever called has been answered.
  func answered() {
    isCalled = false
  }

  /// Lets time pass in `body` as fast as it goes; the pace begins anew afterwards.
  func hurry(_ body: () -> Void) {
    let speed = pacer?.speed
    pacer = nil
    body()
    pacer = speed.map { Pacer(speed: $0, virtual: base.now, real: clock.now) }
  }

  /// The time on the clock that sleeps are measured with.
  var realTime: BoardInstant { clock.now }

  private var isWatching: Bool { attention != nil && !isCalled }

  /// Sleeps until a virtual instant is due, or for ever; returns the instant that the sleep was
  /// interrupted at, if it was.
  ///
  /// A call interrupts once: a routine that spends its time must get on while nobody can answer.
  private func sleep(until instant: BoardInstant?) -> BoardInstant? {
    let wasCalled = isCalled
    let now = clock.now
    var due: BoardInstant?
    if let instant {
      due = pacer?.due(instant, at: now) ?? now
      if let due, due <= now {
        waits += 1
        if waits.isMultiple(of: Self.waitsPerLook) { look() }
        return isCalled && !wasCalled ? base.now : nil
      }
    }
    let tick = isWatching ? attention?.tick : nil
    let end = [due, tick].compactMap { $0 }.min()
    switch signals.wait(until: end, orReading: isWatching ? attention?.descriptors ?? [] : []) {
    case .signal(let signal): obey(signal)
    case .readable: isCalled = true
    case .deadline where end != due: isCalled = true
    case .deadline: return nil
    }
    guard let reached = pacer?.virtual(at: clock.now) else { return nil }
    return max(base.now, instant.map { min(reached, $0) } ?? reached)
  }

  /// Looks for a signal or a call without waiting, as nothing sleeps for now.
  private func look() {
    let descriptors = isWatching ? attention?.descriptors ?? [] : []
    switch signals.wait(until: clock.now, orReading: descriptors) {
    case .signal(let signal): obey(signal)
    case .readable: isCalled = true
    case .deadline:
      if isWatching, let tick = attention?.tick, clock.now >= tick { isCalled = true }
    }
  }

  private func obey(_ signal: TerminationSignal?) {
    guard let signal else { return }
    if signal == .interrupt, onInterrupt?() == true {
      isCalled = true
      return
    }
    self.signal = signal
    onSignal?(signal)
  }
}
