public import BoardHAL
public import BoardHALLinux
public import Firmware

/// Runs firmware on a real board.
///
///     let engine = try LiveEngine(description)
///     let firmware = try engine.makeFirmware()
///     try firmware.connect(Button(), named: "button", to: .edges(of: pin), level: 4)
///     try engine.run(firmware)
///
/// With the right to real-time scheduling, each level that has lines gets a thread that sleeps on
/// the descriptors of its lines; the kernel wakes it, and it serves the line at once, with no other
/// thread in between, in the middle of whatever is less urgent. Deferred calls have a thread below,
/// passive level the caller's. All are on one processor core, so that equal and lower levels stand
/// still by themselves (rows S2-05, S2-06). Without that right everything is done by the caller's
/// thread, most urgent first. Either way, a board on which nothing happens uses no processor time.
public final class LiveEngine {
  /// What holds about levels.
  public let guarantee: Guarantee

  /// Why it is that guarantee and not the other, in a few words.
  public let reason: String

  /// Whether the process keeps its pages in memory, so that no routine waits for one.
  ///
  /// Tried where levels preempt. It needs `ulimit -l unlimited`, or `LimitMEMLOCK=infinity` in a
  /// unit.
  public let keepsMemory: Bool

  /// The clock of the board, for signals and callers that end its waits.
  public let clock = MonotonicClock()

  /// The priority of the thread of deferred calls; a level's is this and the level's number.
  ///
  /// Below 50, which the kernel's own interrupt threads have: they bring the edges (row H13).
  public static let priorityOfDeferredCalls = 10

  /// The board, for whoever puts a firmware together by hand.
  public let board: any Backend

  let live: LiveBoard?
  private let linux: LinuxBoard?
  let core: Int
  var isStopping = Flag()
  var threads: [KernelThread] = []
  /// Between `start` and `stop`.
  var isRunning = false

  /// Makes an engine on a board of which nothing is open.
  ///
  /// - Parameters:
  ///   - description: What the board has.
  ///   - configuration: How the kernel is asked.
  ///   - guarantee: What is wanted; the strongest that the process has the rights for when nil.
  ///   - core: The processor core for all threads; the one that the caller is on when nil.
  /// - Throws: `BoardError`, also when `preemptive` is wanted and real-time scheduling is refused.
  public init(
    _ description: BoardDescription, configuration: LinuxConfiguration = LinuxConfiguration(),
    guarantee: Guarantee? = nil, core: Int? = nil
  ) throws(BoardError) {
    let highest = Self.priority(of: .high)
    let hasRights = ThreadRights.allowRealTime(upTo: highest)
    let isAllowed = guarantee != .cooperative && hasRights
    if guarantee == .preemptive, !isAllowed {
      throw .unsupported(
        "preemption by level",
        remedy: "allow real-time priorities up to \(highest): ulimit -r, or rtprio in "
          + "/etc/security/limits.d, or LimitRTPRIO in the unit")
    }
    self.guarantee = isAllowed ? .preemptive : .cooperative
    keepsMemory = isAllowed && ThreadRights.lockMemory()
    reason =
      hasRights
      ? isAllowed ? "real-time priorities up to \(highest) are allowed" : "as asked for"
      : "no right to real-time priorities up to \(highest); ulimit -r \(highest), or "
        + "LimitRTPRIO=\(highest) in a unit, gives it"
    self.core = core ?? ThreadRights.core
    if isAllowed {
      let board = try LiveBoard(description, configuration, clock: clock)
      (live, linux, self.board) = (board, nil, board)
    } else {
      let board = try LinuxBoard(description, configuration: configuration, clock: clock)
      (live, linux, self.board) = (nil, board, board)
    }
  }

  /// The real-time priority of the thread that serves a level.
  public static func priority(of level: Level) -> Int {
    priorityOfDeferredCalls + Int(level.number)
  }

  /// Makes a firmware without devices on the engine's board, as the engine needs it.
  public func makeFirmware(limits: Limits = Limits()) -> Firmware {
    let lock = live == nil ? nil : InheritingLock()
    let firmware = Firmware(on: board, limits: limits, threadLock: lock)
    attach(firmware)
    return firmware
  }

  /// Tells the board the levels of a firmware's lines, and gives its executors threads for what
  /// blocks; before any is made.
  public func attach(_ firmware: Firmware) {
    live?.level = { [unowned firmware] in firmware.level(of: $0) }
    firmware.setBlockingThreads { name throws(BoardError) in try WorkerThread("board \(name)") }
  }

  // MARK: Looking

  /// What an output means now, read at the hardware; for passive level.
  ///
  /// - Throws: `gone` when its chip was removed, or `system`.
  /// - Precondition: the output was opened on this board.
  public func value(of output: OutputID) throws(BoardError) -> LineValue {
    if let live {
      return try live.deferred.guarded { board throws(BoardError) in try board.value(of: output) }
    }
    return try atPassive { board throws(BoardError) in try board.value(of: output) }
  }

  /// What became of the edges of a line; nothing was counted on a line that is not on a pin.
  ///
  /// - Precondition: the line is open.
  public func edgeTally(of line: LineID) -> EdgeTally {
    live?.edgeTally(of: line) ?? atPassive { $0.edgeTally(of: line) }
  }

  // MARK: Calls

  /// Lets a signal end a wait at passive level; whoever owns the signals then takes it.
  ///
  /// - Throws: `BoardError.system` when the kernel cannot watch one more descriptor.
  public func watch(_ signals: borrowing TerminationSignals) throws(BoardError) {
    // Twice, and not by `atPassive`: a closure could not borrow.
    if let live {
      try live.passive.watch(signals)
    } else {
      try linux?.watch(signals)
    }
  }

  /// Lets callers end a wait at passive level; whoever owns the watch then finds out who it is.
  ///
  /// - Throws: `BoardError.system` when the kernel cannot watch one more descriptor.
  public func watch(_ calls: CallWatch) throws(BoardError) {
    try atPassive { board throws(BoardError) in try board.watch(calls) }
  }

  /// True when a signal or a caller that is watched has come since this was asked last.
  ///
  /// For `Firmware.onSettle`: it costs no system call.
  public func takeCall() -> Bool {
    atPassive { $0.takeCall() }
  }

  private func atPassive<Value, Failure: Error>(
    _ body: (LinuxBoard) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    if let live { return try live.passive.guarded(body) }
    guard let linux else { preconditionFailure("an engine has a board of one kind") }
    return try body(linux)
  }
}

extension WorkerThread: BlockingThread {}
extension InheritingLock: ThreadLock {}
