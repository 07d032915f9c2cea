import BoardHAL

extension Dispatcher {
  /// Asks for one of a device's deferred calls: 0 is its own, its DpcForIsr.
  func request(call number: Int, of device: Int, from processor: Int) -> DeferredRequest {
    guard number < core.devices[device].callCount else {
      note(.fault(device: DeviceID(device), .noDeferredCall), on: processor)
      return .refused
    }
    lockCore(processor)
    let result = lockedCore.enqueue(Int(core.devices[device].firstCall) + number)
    unlockCore()
    return result
  }

  /// Asks for a deferred call as such: its routine is to run, whatever has been saved for it.
  func ask(call number: Int, of device: Int) -> DeferredRequest {
    guard number < core.devices[device].callCount else {
      return request(call: number, of: device, from: Self.outside)
    }
    lockCore(Self.outside)
    core.deferredCalls[Int(core.devices[device].firstCall) + number].isAsked = true
    unlockCore()
    return request(call: number, of: device, from: Self.outside)
  }

  func removeDeferredCall(_ number: Int, of device: DeviceID) -> DeferredRemoval {
    guard number < core.devices[device.index].callCount else { return .notQueued }
    lockCore(Self.outside)
    defer { unlockCore() }
    return lockedCore.removeDeferredCall(Int(core.devices[device.index].firstCall) + number)
  }

  /// Runs a taken deferred call at dispatch level.
  func run(_ call: Int, on processor: Int, returningTo previous: Level) -> Step {
    let device = core.deferredCalls[call].device
    let number = core.deferredCalls[call].number
    note(.deferredBegan(device: DeviceID(device), call: UInt8(number)), on: processor)
    reach(.dequeued, on: processor)
    let stamp = beginRoutine(on: processor)
    if hasVirtualTime { spend(timing.deferred, on: processor) }
    let isAsked = takeAsked(call, on: processor)
    var drained = drain(call: number, of: device, on: processor)
    if number == 0 { runErrands(of: device, on: processor) }
    if isAsked, drained.items == 0, drained.lost == 0 {
      drained = drain(call: number, of: device, on: processor, deliversEmpty: true)
    }
    // Requests begin in the device's own call; a custom one has to ask for it.
    if number != 0, core.devices[device].shouldBegin {
      _ = request(call: 0, of: device, from: processor)
    }
    releaseMasks(of: device, on: processor)
    reach(.drained, on: processor)
    note(
      .deferredEnded(
        device: DeviceID(device), call: UInt8(number), items: UInt32(drained.items),
        lost: UInt32(drained.lost)),
      on: processor)
    lockCore(processor)
    let hasOverrun = account(for: drained, in: call, since: stamp, on: processor)
    lockedCore.endDeferredCall(
      call, hasMore: drained.hasMore || (number == 0 && core.devices[device].hasErrands),
      on: processor, returningTo: previous)
    unlockCore()
    if hasOverrun { note(.fault(device: DeviceID(device), .deferredOverrun), on: processor) }
    return .ran(DeviceID(device), call: number)
  }

  /// Takes the mark that the call was asked for as such.
  @inline(__always)
  private func takeAsked(_ call: Int, on processor: Int) -> Bool {
    lockCore(processor)
    defer { unlockCore() }
    guard core.deferredCalls[call].isAsked else { return false }
    core.deferredCalls[call].isAsked = false
    return true
  }

  /// Counts what a run did; true when it took longer than the budget.
  @inline(__always)
  private func account(
    for drained: DrainReport, in call: Int, since stamp: Stamp, on processor: Int
  ) -> Bool {
    core.deferredCalls[call].counters.delivered += UInt64(drained.items)
    core.deferredCalls[call].counters.lost += UInt64(drained.lost)
    guard
      let length = endRoutine(stamp, of: core.deferredCalls[call].device, on: processor)
    else { return false }
    if length > core.deferredCalls[call].counters.longestRun {
      core.deferredCalls[call].counters.longestRun = length
    }
    guard length > budgets.deferred else { return false }
    core.deferredCalls[call].counters.overruns += 1
    return true
  }

  /// Gives the device what each of its connections saved for this call.
  @inline(__always)
  private func drain(
    call: Int, of device: Int, on processor: Int, deliversEmpty: Bool = false
  ) -> DrainReport {
    var total = DrainReport()
    var index = Int(core.devices[device].firstConnection)
    guard let owner = unsafe core.devices[device].cell else { return total }
    while index >= 0 {
      if let cell = unsafe core.connections[index].cell {
        let frame = DispatchFrame(
          dispatcher: self, device: DeviceID(device), call: call,
          connection: core.connections[index].number, processor: processor,
          deliversEmpty: deliversEmpty)
        let report = unsafe core.connections[index].routines.drain(cell, owner, frame)
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
