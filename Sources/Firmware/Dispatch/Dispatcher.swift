import BoardHAL

/// Runs the routines: asks the core what is most urgent, calls it, and says what was done.
///
/// `step` does one thing. In order of urgency these are: the most urgent line above the
/// processor's level, and the first deferred call. Nothing is called back: what a routine wants
/// done is in the value it returns.
///
/// With one thread no lock is taken here. Engines that run processors on threads of their own set
/// `isShared`, and one whose threads preempt each other brings a lock of its own; the core then is
/// guarded by a lock that is never held while a routine runs.
@safe
public final class Dispatcher {
  let backend: any Backend
  let limits: Limits

  /// Virtual processors run on several threads.
  let isShared: Bool

  /// The threads stand for one processor, and preempt each other as its levels do.
  let isPreemptive: Bool

  /// Who is called when another thread has something to do; written while none runs.
  var doorbells: (any Doorbells)?

  /// Safe points look at the board: virtual time may have something in store.
  let hasVirtualTime: Bool

  let timing: Timing

  /// Stands for a caller that is no virtual processor, of which there may be several at once.
  static let outside = LineLock.anonymous

  /// How long routines may take before they are named.
  var budgets = Budgets()

  /// Sees what is recorded, if anybody does: a replay.
  var witness: (any TraceWitness)?

  /// Decides what else happens at schedule points, if anybody does.
  var interleaver: (any Interleaver)?

  /// The state that the rules work on.
  ///
  /// A constant of which the parts can be written: a variable would cost a run-time exclusivity
  /// check for each access, which is more than the whole dispatch. What it would check holds by
  /// construction: no access to the core lasts across a call of a routine; with several threads an
  /// element of a row is written by whoever it belongs to at the moment, and everything else under
  /// `coreLock`.
  let core: Core

  /// Owns what the core names.
  private let memory: RowMemory

  private let coreLock = LineLock()

  /// Stands in for `coreLock` where threads preempt each other.
  private let threadLock: (any ThreadLock)?

  init(
    backend: any Backend, limits: Limits, timing: Timing, isShared: Bool,
    threadLock: (any ThreadLock)?
  ) {
    self.backend = backend
    self.limits = limits
    self.timing = timing
    self.threadLock = threadLock
    isPreemptive = threadLock != nil
    self.isShared = isShared || isPreemptive
    hasVirtualTime = backend.capabilities.hasVirtualTime
    var memory = RowMemory()
    core = Core(limits, hasVirtualTime: hasVirtualTime, in: &memory)
    self.memory = memory
  }

  /// Does the most urgent thing there is for `processor`, and says what.
  ///
  /// In line, because it only chooses: `service` and `runFirst` are the work, and unlock the core.
  @inline(__always)
  func step(on processor: Int) -> Step {
    lockCore(processor)
    let previous = core.processors[processor].level
    if core.controller.hasLine(for: processor, above: previous) {
      return service(on: processor, returningTo: previous)
    }
    if previous < .dispatch {
      if !core.queues.demand(on: processor).isEmpty {
        return runFirst(on: processor, returningTo: previous)
      }
      core.processors[processor].deferredInARow = 0
    }
    unlockCore()
    return .idle
  }

  /// Ends a run of deferred calls when the core knows of nothing that waits for a processor; false
  /// when it does.
  ///
  /// For a firmware on one thread that is about to wait.
  @inline(__always)
  func tryRest(on processor: Int) -> Bool {
    guard !core.controller.hasLine(for: processor, above: core.processors[processor].level),
      core.queues.demand(on: processor).isEmpty
    else { return false }
    core.processors[processor].deferredInARow = 0
    return true
  }

  /// Serves every line above the processor's level; and below dispatch, where only a threaded call
  /// has safe points, the deferred calls that are due.
  ///
  /// Where threads preempt, deferred calls are their own thread's: another one is as urgent as its
  /// level, and lines in between would wait for the call. Only while that thread is in a threaded
  /// call, beneath, somebody else has to run what interrupts it.
  func serveNested(on processor: Int) {
    while true {
      lockCore(processor)
      let previous = core.processors[processor].level
      if core.controller.hasLine(for: processor, above: previous) {
        _ = service(on: processor, returningTo: previous)
      } else if previous < .dispatch, core.queues.demand(on: processor).contains(.due),
        !isPreemptive || core.processors[processor].isInThreadedCall
      {
        _ = runFirst(on: processor, returningTo: previous)
      } else {
        let isOwed = previous < .dispatch && !core.queues.demand(on: processor).isEmpty
        unlockCore()
        // Their thread may have looked while the level was too high, and sleeps again.
        if isOwed { ringDeferred() }
        return
      }
    }
  }

  /// True when so many deferred calls have run that passive level is to have its turn (row L16).
  @inline(__always)
  func owesApplication(on processor: Int) -> Bool {
    core.processors[processor].deferredInARow >= limits.deferredRound && !isInterruptedHere
  }

  /// Begins a new round of deferred calls; `hadTurn` says that something ran at passive level, so
  /// that the run of deferred calls has ended too.
  @inline(never)
  func beginRound(on processor: Int, hadTurn: Bool) {
    core.processors[processor].deferredInARow = hadTurn ? 0 : 1
  }

  /// Raises a processor; returns the level it was at.
  func raise(to level: Level, on processor: Int) -> Level {
    lockCore(processor)
    defer { unlockCore() }
    return core.processors[processor].raise(to: level)
  }

  /// Lowers a processor to where it was raised from, and runs what waited for that.
  func lower(to level: Level, on processor: Int) {
    if isPreemptive { return lowerPreemptively(to: level, on: processor) }
    core.processors[processor].level = level
    collect(on: processor)
    while step(on: processor) != .idle {}
  }

  @inline(__always)
  func reach(_ point: SchedulePoint, on processor: Int) {
    if core.isInterleaved { interleaver?.reach(point, on: processor) }
  }

  /// Tells an interleaver that processors are about to be stepped one after the other.
  func willStep() {
    if core.isInterleaved { interleaver?.willStep() }
  }

  @inline(__always)
  func lockCore(_ processor: Int) {
    guard isShared else { return }
    if isPreemptive { acquireThreadLock() } else { coreLock.acquire(for: processor) }
  }

  @inline(__always)
  func unlockCore() {
    guard isShared else { return }
    if isPreemptive { releaseThreadLock() } else { coreLock.release() }
  }

  // Calls of their own: those who have no such lock pay for no look at it.

  @inline(never)
  private func acquireThreadLock() { threadLock?.acquire() }

  @inline(never)
  private func releaseThreadLock() { threadLock?.release() }
}
