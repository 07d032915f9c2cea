import BoardHAL

extension Dispatcher {
  /// Asks for one of a device's deferred calls: 0 is its own, its DpcForIsr.
  ///
  /// When `isAsked`, its routine is to run whatever has been saved for it. That is noted together
  /// with the request, and taken together with the call: a run that began before does not have it.
  @inline(__always)
  func request(
    call number: Int, of device: Int, from processor: Int, isAsked: Bool = false
  ) -> DeferredRequest {
    guard number < core.devices[device].callCount else {
      return refuse(device, on: processor)
    }
    let call = Int(core.devices[device].firstCall) + number
    guard core.deferredCalls[call].traits.isEmpty else {
      return requestSpecially(call, from: processor, isAsked: isAsked)
    }
    lockCore(processor)
    if isAsked { core.deferredCalls[call].isAsked = true }
    let result = core.enqueue(call)
    unlockCore()
    if result == .queued { ringDeferred() }
    return result
  }

  /// Names a device that asks for a deferred call it does not have.
  @inline(never)
  private func refuse(_ device: Int, on processor: Int) -> DeferredRequest {
    note(.fault(device: DeviceID(device), .noDeferredCall), on: processor)
    return .refused
  }

  /// Asks for a deferred call as such: its routine is to run, whatever has been saved for it.
  func ask(call number: Int, of device: Int) -> DeferredRequest {
    request(call: number, of: device, from: Self.outside, isAsked: true)
  }

  /// Runs the first deferred call of the processor's queue.
  ///
  /// Called with the core locked, by whoever has seen that one waits; unlocks it.
  func runFirst(on processor: Int, returningTo previous: Level) -> Step {
    guard let call = core.beginDeferredCall(on: processor) else {
      return runThreaded(on: processor, returningTo: previous)
    }
    guard core.deferredCalls[call].traits.isEmpty else {
      return runSpecially(call, on: processor, returningTo: previous)
    }
    let isAsked = core.deferredCalls[call].takeIsAsked()
    if core.isTracing { traceBegin(of: call, on: processor) }
    unlockCore()
    return run(call, isAsked: isAsked, on: processor, returningTo: previous)
  }

  /// Runs a taken deferred call at dispatch level.
  @inline(__always)
  func run(
    _ call: Int, isAsked: Bool, on processor: Int, returningTo previous: Level
  ) -> Step {
    let device = core.deferredCalls[call].device
    let number = core.deferredCalls[call].number
    let stamp = core.isObserved ? watchBegin(of: call, on: processor) : .none
    var drained = drain(call: number, of: device, on: processor)
    if isAsked || hasChores(device, on: processor) {
      drained = runChores(of: call, isAsked: isAsked, drained, on: processor)
    }
    reach(.drained, on: processor)
    lockCore(processor)
    if core.isTracing { traceEnd(of: call, drained, on: processor) }
    core.deferredCalls[call].counters.add(drained)
    core.endDeferredCall(
      call, hasMore: drained.hasMore || (number == 0 && core.devices[device].hasErrands),
      on: processor, returningTo: previous)
    unlockCore()
    if core.isObserved { watchEnd(of: call, since: stamp, on: processor) }
    return .ran(DeviceID(device), call: number)
  }

  /// Does what a run has to do besides draining rings; out of line, because most runs have nothing.
  @inline(never)
  private func runChores(
    of call: Int, isAsked: Bool, _ drained: DrainReport, on processor: Int
  ) -> DrainReport {
    let device = core.deferredCalls[call].device
    let number = core.deferredCalls[call].number
    var drained = drained
    if number == 0 { runErrands(of: device, on: processor) }
    if isAsked, drained.items == 0, drained.lost == 0 {
      drained = drain(call: number, of: device, on: processor, deliversEmpty: true)
    }
    // Requests begin in the device's own call; a custom one has to ask for it.
    if number != 0, core.devices[device].shouldBegin {
      _ = request(call: 0, of: device, from: processor)
    }
    if core.devices[device].hasMaskedLine {
      releaseMasks(of: device, after: number, on: processor)
    }
    return drained
  }

  @inline(__always)
  private func hasChores(_ device: Int, on processor: Int) -> Bool {
    lockCore(processor)
    defer { unlockCore() }
    return !core.devices[device].chores.isEmpty
  }

  /// Times the begin of a run; out of line, because few firmwares are observed.
  @inline(never)
  func watchBegin(of call: Int, on processor: Int) -> Stamp {
    reach(.dequeued, on: processor)
    let stamp = beginRoutine(
      .deferredCall(call), of: core.deferredCalls[call].device, on: processor)
    spend(timing.deferred, on: processor)
    return stamp
  }

  /// Times the end of a run.
  @inline(never)
  func watchEnd(of call: Int, since stamp: Stamp, on processor: Int) {
    guard let length = endRoutine(stamp, on: processor) else { return }
    if length > core.deferredCalls[call].counters.longestRun {
      core.deferredCalls[call].counters.longestRun = length
    }
  }

  /// Gives the device what each of its connections saved for this call.
  @inline(__always)
  private func drain(
    call: Int, of device: Int, on processor: Int, deliversEmpty: Bool = false
  ) -> DrainReport {
    var total = DrainReport()
    var index = Int(core.devices[device].firstConnection)
    guard let owner = unsafe core.devices[device].cell else { return total }
    let limit = core.isObserved ? recordedItems(call, of: device) : Int.max
    while index >= 0 {
      if let cell = unsafe core.connections[index].cell {
        let frame = DispatchFrame(
          dispatcher: self, device: DeviceID(device), call: call,
          connection: core.connections[index].number, processor: processor,
          deliversEmpty: deliversEmpty, limit: limit - total.items)
        if core.isObserved { core.connections[index].drainFrames += 1 }
        let report = unsafe core.connections[index].routines.deliver(cell, to: owner, frame)
        if core.isObserved { core.connections[index].drainFrames -= 1 }
        total.items += report.items
        total.lost += report.lost
        total.hasMore = total.hasMore || report.hasMore
        if deliversEmpty { return total }
      }
      index = Int(core.connections[index].nextOfDevice)
    }
    return total
  }
}
