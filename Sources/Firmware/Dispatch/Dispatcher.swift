import BoardHAL

/// Runs the routines: asks the core what is most urgent, calls it, and says what was done.
///
/// `step` does one thing. In order of urgency these are: the most urgent line above the
/// processor's level, and the first deferred call. Nothing is called back: what a routine wants
/// done is in the value it returns.
///
/// With one thread no lock is taken here. Engines that run processors on threads of their own set
/// `isShared`; the core then is guarded by a lock that is never held while a routine runs.
@safe
public final class Dispatcher {
  let backend: any Backend
  let limits: Limits

  /// Virtual processors run on several threads.
  let isShared: Bool

  /// Safe points look at the board: virtual time may have something in store.
  let hasVirtualTime: Bool

  let timing: Timing

  /// Stands for a caller that is no virtual processor, of which there may be several at once.
  static let outside = LineLock.anonymous

  /// How long routines may take before they are named.
  var budgets = Budgets()

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

  init(backend: any Backend, limits: Limits, timing: Timing, isShared: Bool) {
    self.backend = backend
    self.limits = limits
    self.timing = timing
    self.isShared = isShared
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
    let previous = core.processors[processor].level
    lockCore(processor)
    if core.controller.hasLine(for: processor, above: previous) {
      return service(on: processor, returningTo: previous)
    }
    if previous < .dispatch, !core.queues.isEmpty(on: processor) {
      return runFirst(on: processor, returningTo: previous)
    }
    unlockCore()
    return .idle
  }

  /// Serves every line above the processor's level, and nothing else.
  func serveNested(on processor: Int) {
    while true {
      let previous = core.processors[processor].level
      lockCore(processor)
      guard core.controller.hasLine(for: processor, above: previous) else {
        unlockCore()
        return
      }
      _ = service(on: processor, returningTo: previous)
    }
  }

  /// True when so many deferred calls have run that a waiting event is to have its turn (row L16).
  @inline(__always)
  func owesApplication(on processor: Int) -> Bool {
    guard core.processors[processor].deferredInARow >= limits.deferredRound else { return false }
    return endRound(on: processor)
  }

  @inline(never)
  private func endRound(on processor: Int) -> Bool {
    core.processors[processor].deferredInARow = 0
    lockCore(processor)
    defer { unlockCore() }
    return processor == 0 && !core.events.isEmpty
  }

  /// Raises a processor; returns the level it was at.
  func raise(to level: Level, on processor: Int) -> Level {
    let previous = core.processors[processor].level
    precondition(previous <= level, "raised to a level below the processor's own")
    core.processors[processor].level = level
    return previous
  }

  /// Lowers a processor to where it was raised from, and runs what waited for that.
  func lower(to level: Level, on processor: Int) {
    core.processors[processor].level = level
    collect(on: processor)
    while step(on: processor) != .idle {}
  }

  @inline(__always)
  func reach(_ point: SchedulePoint, on processor: Int) {
    if core.isInterleaved { interleaver?.reach(point, on: processor) }
  }

  @inline(__always)
  func lockCore(_ processor: Int) {
    if isShared { coreLock.acquire(for: processor) }
  }

  @inline(__always)
  func unlockCore() {
    if isShared { coreLock.release() }
  }

  @inline(__always)
  func note(_ kind: @autoclosure () -> TraceEvent.Kind, on processor: Int = 0) {
    if core.isTracing { record(kind(), on: processor) }
  }

  /// Kept out of line, so that a firmware that is not traced carries no more than a test of a bit.
  @inline(never)
  private func record(_ kind: TraceEvent.Kind, on processor: Int) {
    let event = TraceEvent(time: backend.now, processor: max(processor, 0), kind: kind)
    lockCore(processor)
    core.trace.record(event)
    unlockCore()
  }
}
