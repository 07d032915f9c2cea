import BoardHAL

/// Deferred calls that are more than plain: patient, threaded, or concurrent ones.
///
/// Out of line, and reached by way of the dispatcher: a method of the core that is not in line
/// makes its callers copy the core's half kilobyte of places.
extension Dispatcher {
  /// Queues a call that is not plain.
  @inline(never)
  func requestSpecially(
    _ call: Int, from processor: Int, isAsked: Bool = false
  ) -> DeferredRequest {
    lockCore(processor)
    if isAsked { core.deferredCalls[call].isAsked = true }
    let result =
      core.deferredCalls[call].traits.contains(.concurrent)
      ? core.enqueueConcurrent(call, from: processor) : core.enqueue(call)
    unlockCore()
    if result == .queued { ringDeferred() }
    awaitOthers(call, on: processor)
    return result
  }

  /// Runs the first threaded call of the processor, if it may run now.
  ///
  /// Called with the core locked; unlocks it.
  @inline(never)
  func runThreaded(on processor: Int, returningTo previous: Level) -> Step {
    guard let call = core.beginThreadedCall(on: processor) else {
      unlockCore()
      return .idle
    }
    return runSpecially(call, on: processor, returningTo: previous)
  }

  /// Runs a taken call that is not plain.
  ///
  /// Called with the core locked; unlocks it.
  @inline(never)
  func runSpecially(_ call: Int, on processor: Int, returningTo previous: Level) -> Step {
    let traits = core.deferredCalls[call].traits
    core.beginSpecialCall(call)
    let isAsked = core.deferredCalls[call].takeIsAsked()
    if core.isTracing { traceBegin(of: call, on: processor) }
    unlockCore()
    if traits.contains(.concurrent) {
      return runBesideItself(call, on: processor, returningTo: previous)
    }
    let step = run(call, isAsked: isAsked, on: processor, returningTo: previous)
    if traits.contains(.threaded) { core.processors[processor].isInThreadedCall = false }
    awaitOthers(call, on: processor)
    return step
  }

  /// Sees to it that a call which waits for others runs at its maximum delay (row L15).
  private func awaitOthers(_ call: Int, on processor: Int) {
    guard core.deferredCalls[call].traits.contains(.patient) else { return }
    let now = backend.now
    lockCore(processor)
    defer { unlockCore() }
    let timer = core.delayTimer(of: call)
    guard core.deferredCalls[call].state == .queued, !core.timers.isRunning(timer) else { return }
    core.timers.arm(
      timer, deadline: now + core.deferredCalls[call].maximumDelay, period: .zero)
  }

  // MARK: Concurrent calls

  /// Runs a call that may run on several processors at once (row L13).
  func runBesideItself(_ call: Int, on processor: Int, returningTo previous: Level) -> Step {
    let device = core.deferredCalls[call].device
    let number = core.deferredCalls[call].number
    let stamp = core.isObserved ? watchBegin(of: call, on: processor) : .none
    let drained = drainBesideItself(call: number, of: device, on: processor)
    if number == 0, beginErrands(of: device, on: processor) {
      repeat {
        runErrands(of: device, on: processor)
        if core.devices[device].hasMaskedLine {
          releaseMasks(of: device, after: number, on: processor)
        }
      } while !endErrands(of: device, on: processor)
    }
    reach(.drained, on: processor)
    lockCore(processor)
    if core.isTracing { traceEnd(of: call, drained, on: processor) }
    core.deferredCalls[call].counters.add(drained)
    core.endConcurrentCall(call, hasMore: drained.hasMore, on: processor, returningTo: previous)
    unlockCore()
    if core.isObserved { watchEnd(of: call, since: stamp, on: processor) }
    return .ran(DeviceID(device), call: number)
  }

  /// Calls the static routine once for each connection whose ring nobody else drains at the moment
  /// and that has something, or once with nothing if there is no such connection.
  private func drainBesideItself(call: Int, of device: Int, on processor: Int) -> DrainReport {
    var total = DrainReport()
    guard let routine = unsafe core.devices[device].concurrentDrain else { return total }
    for deliversEmpty in [false, true] {
      var index = Int(core.devices[device].firstConnection)
      while index >= 0 {
        if let cell = unsafe core.connections[index].cell {
          let frame = DispatchFrame(
            dispatcher: self, device: DeviceID(device), call: call,
            connection: core.connections[index].number, processor: processor,
            deliversEmpty: deliversEmpty)
          let report = unsafe routine(cell, frame)
          total.items += report.items
          total.lost += report.lost
          total.hasMore = total.hasMore || report.hasMore
          if deliversEmpty { return total }
        }
        index = Int(core.connections[index].nextOfDevice)
      }
      if total.items > 0 || total.lost > 0 { return total }
    }
    return total
  }

  /// Lets one processor at a time run a device's errands, which change the device.
  private func beginErrands(of device: Int, on processor: Int) -> Bool {
    lockCore(processor)
    defer { unlockCore() }
    guard !core.devices[device].isOnErrand else { return false }
    core.devices[device].isOnErrand = true
    return true
  }

  /// False when one came meanwhile, which whoever runs beside this has left to it.
  private func endErrands(of device: Int, on processor: Int) -> Bool {
    lockCore(processor)
    defer { unlockCore() }
    core.devices[device].isOnErrand =
      core.devices[device].hasErrands || core.devices[device].hasMaskedLine
    return !core.devices[device].isOnErrand
  }
}
