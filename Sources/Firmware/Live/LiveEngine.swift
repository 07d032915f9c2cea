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

  /// The priority of the thread of deferred calls; a level's is this and the level's number.
  ///
  /// Below 50, which the kernel's own interrupt threads have: they bring the edges (row H13).
  public static let priorityOfDeferredCalls = 10

  /// The board, for whoever puts a firmware together by hand.
  public let board: any Backend

  private let live: LiveBoard?
  private let linux: LinuxBoard?
  private let core: Int
  private var isStopping = Flag()
  private var threads: [KernelThread] = []

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
    let isAllowed = guarantee != .cooperative && ThreadRights.allowRealTime(upTo: highest)
    if guarantee == .preemptive, !isAllowed {
      throw .unsupported(
        "preemption by level",
        remedy: "allow real-time priorities up to \(highest): ulimit -r, or rtprio in "
          + "/etc/security/limits.d, or LimitRTPRIO in the unit")
    }
    self.guarantee = isAllowed ? .preemptive : .cooperative
    self.core = core ?? ThreadRights.core
    if isAllowed {
      let board = try LiveBoard(description, configuration)
      (live, linux, self.board) = (board, nil, board)
    } else {
      let board = try LinuxBoard(description, configuration: configuration)
      (live, linux, self.board) = (nil, board, board)
    }
  }

  /// The real-time priority of the thread that serves a level.
  public static func priority(of level: Level) -> Int {
    priorityOfDeferredCalls + Int(level.number)
  }

  /// Makes a firmware without devices on the engine's board, as the engine needs it.
  public func makeFirmware(limits: Limits = Limits()) -> Firmware {
    let firmware = Firmware(on: board, limits: limits, isPreemptive: live != nil)
    attach(firmware)
    return firmware
  }

  /// Tells the board the levels of a firmware's lines; before any is connected.
  public func attach(_ firmware: Firmware) {
    live?.level = { [unowned firmware] in firmware.level(of: $0) }
  }

  // MARK: Running

  /// Runs the firmware until `deadline`, until `Firmware.stop`, or for ever.
  ///
  /// The calling thread is passive level. Returns when every other thread has ended; what is
  /// connected stays connected, and may be run again.
  ///
  /// - Throws: `BoardError` when a thread cannot be had; then none runs.
  @discardableResult
  public func run(
    _ firmware: Firmware, until deadline: BoardInstant? = nil
  ) throws(BoardError) -> Firmware.Pause {
    guard let live else { return firmware.run(until: deadline) }
    try start(firmware, live)
    defer { stop(firmware, live) }
    return firmware.runPassively(until: deadline)
  }

  private func start(_ firmware: Firmware, _ live: LiveBoard) throws(BoardError) {
    LineLock.park.install(waitAMoment)
    try ThreadRights.pin(toCore: core)
    firmware.setDoorbells(LiveBells(deferred: live.deferred, passive: live.passive))
    isStopping = Flag()
    do throws(BoardError) {
      nonisolated(unsafe) let firmware = firmware
      let (isStopping, core) = (isStopping, core)
      for (level, share) in live.levels {
        threads.append(
          try KernelThread("board level \(level.number)") {
            guard Self.settle(at: Self.priority(of: level), on: core) else { return }
            Self.serve(firmware, share, until: isStopping)
          })
      }
      let share = live.deferred
      threads.append(
        try KernelThread("board deferred") {
          guard Self.settle(at: Self.priorityOfDeferredCalls, on: core) else { return }
          Self.runDeferred(firmware, share, until: isStopping)
        })
    } catch {
      stop(firmware, live)
      throw error
    }
  }

  private func stop(_ firmware: Firmware, _ live: LiveBoard) {
    isStopping.raise()
    for share in [live.deferred] + live.levels.values { share.wake() }
    for thread in threads { thread.join() }
    threads = []
    firmware.setDoorbells(nil)
    try? ThreadRights.unpin()
  }

  /// Takes a thread's place in the kernel's scheduler; false when the kernel has changed its mind.
  private static func settle(at priority: Int, on core: Int) -> Bool {
    do {
      try ThreadRights.pin(toCore: core)
      try ThreadRights.becomeRealTime(priority: priority)
      return true
    } catch {
      return false
    }
  }

  private static func serve(_ firmware: Firmware, _ share: BoardShare, until isStopping: Flag) {
    var lines: [LineID] = []
    while !isStopping.isRaised {
      share.takeReadyLines(into: &lines)
      if lines.isEmpty { share.sleep(until: nil) } else { firmware.arrive(lines) }
    }
  }

  private static func runDeferred(
    _ firmware: Firmware, _ share: BoardShare, until isStopping: Flag
  ) {
    var none: [LineID] = []
    while !isStopping.isRaised {
      share.sleep(until: firmware.runDeferred())
      share.takeReadyLines(into: &none)
    }
  }
}
