import BoardHAL

/// What a live engine does, whose threads preempt each other as levels do.
///
/// All of these threads stand for one virtual processor. They run on one core, and a thread of a
/// higher level runs before one of a lower, so that they nest as routines on a stack nest: when a
/// thread goes on, whoever interrupted it has ended and has put the processor's level back.
extension Dispatcher {
  /// Takes the records of lines that have become ready, and serves what is above the processor.
  ///
  /// For the thread of a level.
  func arrive(_ lines: [LineID], on processor: Int) {
    for line in lines where !fill(line) { checkPresence(of: line) }
    serveNested(on: processor)
    showTrace()
  }

  /// Runs timers that have run out, and deferred calls, until none is left.
  ///
  /// For the thread that runs deferred calls.
  ///
  /// - Returns: when the next timer runs out.
  func runDeferred(on processor: Int) -> BoardInstant? {
    while true {
      let deadline = nextTimer
      if let deadline, deadline <= backend.now { expireTimers(on: processor) }
      if step(on: processor) == .idle, nextTimer == deadline || !isDue(nextTimer) {
        showTrace()
        return nextTimer
      }
    }
  }

  /// Lets passive level take what was traced: it may have nothing else to wake for.
  private func showTrace() {
    if core.isTracing { ringPassive() }
  }

  /// Wakes the thread of deferred calls, where there is one.
  ///
  /// It serves lines too: one that may ask again because passive level said so has a thread that
  /// sleeps on the hardware, and learns nothing of it.
  @inline(__always)
  func ringDeferred() {
    if isPreemptive { doorbells?.ringDeferred() }
  }

  /// Wakes passive level, where it has a thread of its own.
  @inline(__always)
  func ringPassive() {
    if isPreemptive { doorbells?.ringPassive() }
  }

  private var nextTimer: BoardInstant? {
    lockCore(Self.outside)
    defer { unlockCore() }
    return core.timers.nextDeadline
  }

  private func isDue(_ deadline: BoardInstant?) -> Bool {
    deadline.map { $0 <= backend.now } ?? false
  }

  /// Lowers the processor, and serves what could not be served above.
  ///
  /// The level falls under the core's lock: a thread that finds the level too high leaves its line
  /// pending, and whoever lowers the level afterwards is sure to see it.
  func lowerPreemptively(to level: Level, on processor: Int) {
    lockCore(processor)
    core.processors[processor].level = level
    unlockCore()
    serveNested(on: processor)
  }
}
