public import BoardHAL
import BoardHALLinux
public import Firmware

/// The threads of an engine: one for each level, one for deferred calls, and the caller's.
extension LiveEngine {
  /// Runs the firmware until `deadline`, until `Firmware.stop`, or for ever.
  ///
  /// The calling thread is passive level. Unless `start` was called before, the other threads run
  /// for the length of the call; what is connected stays connected, and may be run again.
  ///
  /// - Throws: `BoardError` when a thread cannot be had; then none runs.
  @discardableResult
  public func run(
    _ firmware: Firmware, until deadline: BoardInstant? = nil
  ) throws(BoardError) -> Firmware.Pause {
    try run(firmware, until: deadline) { false }
  }

  /// Runs the firmware until `deadline`, or until what the caller waits for has come.
  ///
  /// `isSatisfied` is asked whenever passive level has nothing left to do at the moment.
  ///
  /// - Throws: `BoardError` when a thread cannot be had; then none runs.
  @discardableResult
  public func run(
    _ firmware: Firmware, until deadline: BoardInstant?, or isSatisfied: () -> Bool
  ) throws(BoardError) -> Firmware.Pause {
    guard live != nil else { return firmware.run(until: deadline, or: isSatisfied) }
    let isAlone = !isRunning
    if isAlone { try start(firmware) }
    defer { if isAlone { stop(firmware) } }
    return firmware.runPassively(until: deadline, or: isSatisfied)
  }

  /// Starts the threads above passive level, which then serve the board whatever the caller does,
  /// until `stop`; without preemption there are none, and everything waits for `run`.
  ///
  /// For a program that comes to passive level now and then, such as a prompt.
  ///
  /// - Throws: `BoardError` when a thread cannot be had; then none runs.
  public func start(_ firmware: Firmware) throws(BoardError) {
    guard let live, !isRunning else { return }
    LineLock.park.install(waitAMoment)
    try ThreadRights.pin(toCore: core)
    firmware.setDoorbells(LiveBells(deferred: live.deferred, passive: live.passive))
    isStopping = Flag()
    isRunning = true
    do throws(BoardError) {
      for (level, share) in live.levels { try startThread(of: level, share, firmware) }
      live.onNewLevel = { [unowned self, unowned firmware] level, share throws(BoardError) in
        try startThread(of: level, share, firmware)
      }
      nonisolated(unsafe) let firmware = firmware
      let (isStopping, core, share) = (isStopping, core, live.deferred)
      threads.append(
        try KernelThread("board deferred") {
          guard Self.settle(at: Self.priorityOfDeferredCalls, on: core) else { return }
          Self.runDeferred(firmware, share, until: isStopping)
        })
    } catch {
      stop(firmware)
      throw error
    }
  }

  /// Ends the threads that `start` began, and returns when they have ended.
  ///
  /// What is connected stays connected; interrupts wait in the kernel until the next start.
  public func stop(_ firmware: Firmware) {
    guard let live, isRunning else { return }
    isStopping.raise()
    live.onNewLevel = nil
    for share in [live.deferred] + live.levels.values { share.wake() }
    for thread in threads { thread.join() }
    threads = []
    isRunning = false
    firmware.setDoorbells(nil)
    try? ThreadRights.unpin()
  }

  private func startThread(
    of level: Level, _ share: BoardShare, _ firmware: Firmware
  ) throws(BoardError) {
    nonisolated(unsafe) let firmware = firmware
    let (isStopping, core) = (isStopping, core)
    threads.append(
      try KernelThread("board level \(level.number)") {
        guard Self.settle(at: Self.priority(of: level), on: core) else { return }
        Self.serve(firmware, share, until: isStopping)
      })
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
      guard lines.isEmpty else {
        firmware.arrive(lines)
        continue
      }
      // Asked again: the look at the lines may have silenced the bell that came with the flag.
      if !isStopping.isRaised { share.sleep(until: nil) }
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
