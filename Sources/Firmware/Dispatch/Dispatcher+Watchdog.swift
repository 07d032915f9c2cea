import BoardHAL

/// The watchdog: whose routine takes too long, said at the instant at which its limit passes.
///
/// In virtual time that instant is known, because time passes only where a routine spends it. On a
/// live board a routine is named when it ends; a thread that wants to know earlier reads
/// `Firmware.running(onProcessor:)`. Nothing is stopped: the report is all (row L22).
extension Dispatcher {
  /// Puts a routine that begins onto the stack; with the core locked.
  func watch(_ watch: Watch, on processor: Int) {
    let height = core.processors[processor].watched
    // Accounting may have been switched off in the middle of a routine: then nothing was taken off.
    guard height < Watch.depth else { return }
    core.watches[processor * Watch.depth + height] = watch
    core.processors[processor].watched = height + 1
    if case .deferredCall = watch.routine, core.processors[processor].deferredInARow == 1 {
      core.processors[processor].runBegan = watch.began
      core.processors[processor].isRunNamed = false
    }
    publish(on: processor)
  }

  /// Names the routine that ends if its limit has passed unseen.
  func nameLate(at now: BoardInstant, on processor: Int) {
    lockCore(processor)
    let height = core.processors[processor].watched
    let top = processor * Watch.depth + height - 1
    let isLate =
      height > 0 && !core.watches[top].isNamed
      && now > core.watches[top].began + limit(of: core.watches[top])
    let isRunLate = height > 0 && now > endOfRun(on: processor)
    unlockCore()
    if isLate { name(top, on: processor) }
    if isRunLate { nameRun(on: processor) }
  }

  /// Takes the routine that ends off the stack; with the core locked.
  func unwatch(on processor: Int) {
    core.processors[processor].watched -= 1
    publish(on: processor)
  }

  /// Names the routines on the processor whose limit is `now`, of which it is known that they go
  /// on; returns the next such instant, or `end` if that is earlier.
  func nameOverruns(
    at now: BoardInstant, on processor: Int, before end: BoardInstant
  ) -> BoardInstant {
    guard core.isAccounting else { return end }
    var next = end
    let base = processor * Watch.depth
    for index in base..<base + core.processors[processor].watched
    where !core.watches[index].isNamed {
      let deadline = core.watches[index].began + limit(of: core.watches[index])
      if deadline <= now { name(index, on: processor) } else { next = min(next, deadline) }
    }
    guard isInRun(on: processor), !core.processors[processor].isRunNamed else { return next }
    let deadline = endOfRun(on: processor)
    if deadline > now { return min(next, deadline) }
    nameRun(on: processor)
    return next
  }

  /// How long the routine may take: as its owner was told, or as all are.
  func limit(of watch: Watch) -> Nanoseconds {
    switch watch.routine {
    case .service(let index): core.connections[index].budget ?? budgets.service
    case .deferredCall(let call): core.deferredCalls[call].budget ?? budgets.deferred
    }
  }

  private func name(_ index: Int, on processor: Int) {
    let fault: TraceEvent.Fault
    lockCore(processor)
    core.watches[index].isNamed = true
    let device = DeviceID(Int(core.watches[index].device))
    switch core.watches[index].routine {
    case .service(let connection):
      core.connections[connection].counters.overruns += 1
      fault = .serviceOverrun
    case .deferredCall(let call):
      core.deferredCalls[call].counters.overruns += 1
      fault = .deferredOverrun
    }
    unlockCore()
    note(.fault(device: device, fault), on: processor)
  }

  // MARK: A run of deferred calls

  private func isInRun(on processor: Int) -> Bool {
    core.processors[processor].isInDeferredCall || core.processors[processor].isInThreadedCall
  }

  /// When the run of deferred calls that the processor is in will have been too long.
  func endOfRun(on processor: Int) -> BoardInstant {
    core.processors[processor].runBegan + budgets.run
  }

  /// Names the device whose deferred call runs at the moment at which the whole run gets too long.
  private func nameRun(on processor: Int) {
    lockCore(processor)
    let device = blameRun(on: processor)
    unlockCore()
    if let device { note(.fault(device: device, .runOverrun), on: processor) }
  }

  /// Counts a run that has got too long, once; with the core locked.
  private func blameRun(on processor: Int) -> DeviceID? {
    guard isInRun(on: processor), !core.processors[processor].isRunNamed else { return nil }
    core.processors[processor].isRunNamed = true
    let base = processor * Watch.depth
    for index in (base..<base + core.processors[processor].watched).reversed() {
      guard case .deferredCall(let call) = core.watches[index].routine else { continue }
      core.deferredCalls[call].counters.runOverruns += 1
      return DeviceID(core.deferredCalls[call].device)
    }
    return nil
  }

  /// What the watchdog would say to the deferred call that runs on a processor.
  @usableFromInline
  func watchdog(on processor: Int) -> Watchdog? {
    guard core.isAccounting else { return nil }
    let now = backend.now
    let base = processor * Watch.depth
    for index in (base..<base + core.processors[processor].watched).reversed() {
      guard case .deferredCall = core.watches[index].routine else { continue }
      let limit = limit(of: core.watches[index])
      return Watchdog(
        limit: limit, remaining: core.watches[index].began + limit - now, runLimit: budgets.run,
        runRemaining: endOfRun(on: processor) - now)
    }
    return nil
  }
}
