import BoardHAL

/// What a deferred call does besides draining rings: timers, actions and requests.
extension Dispatcher {
  /// Runs a device's errands, after its batch has been read, so that a new request never begins
  /// while the device has not seen what the last one brought (rows S1-17, S1-18).
  @inline(__always)
  func runErrands(of device: Int, on processor: Int) {
    // Asked again each time: one errand may revoke or bring another.
    while hasErrands(of: device, on: processor) { runErrand(of: device, on: processor) }
  }

  /// Asked apart from taking one, because an errand, even none, is as large as a text.
  @inline(__always)
  private func hasErrands(of device: Int, on processor: Int) -> Bool {
    lockCore(processor)
    defer { unlockCore() }
    return core.devices[device].hasErrands
  }

  private func takeErrand(of device: Int, on processor: Int) -> Errand? {
    lockCore(processor)
    defer { unlockCore() }
    return core.devices[device].takeErrand()
  }

  @inline(never)
  private func runErrand(of device: Int, on processor: Int) {
    guard let errand = takeErrand(of: device, on: processor) else { return }
    guard let cell = unsafe core.devices[device].cell else { return }
    let frame = DispatchFrame(
      dispatcher: self, device: DeviceID(device), call: 0, connection: 0, processor: processor,
      deliversEmpty: false)
    switch errand {
    case .expiry(let timer, let periods):
      unsafe core.devices[device].routines.expired(cell, frame, timer, periods)
    case .action(let action):
      unsafe core.devices[device].routines.perform(cell, frame, action)
    case .cancel:
      unsafe core.devices[device].routines.cancelRequest(cell, frame)
    case .begin:
      unsafe core.devices[device].routines.beginRequest(cell, frame)
    }
  }

  /// Posts an action: the device's own deferred call will carry it out.
  func post(
    _ code: UInt8, text: EventText, to device: DeviceID, from processor: Int,
    isByApplication: Bool = false
  ) -> DeferredRequest {
    guard core.devices[device.index].callCount > 0 else {
      note(.fault(device: device, .noDeferredCall), on: processor)
      return .refused
    }
    replayPoint(on: processor)
    lockCore(processor)
    // Posted, told and queued at once: whatever interrupts comes before all three, or after.
    guard core.devices[device.index].leave(ActionRecord(code: code, text: text)) else {
      unlockCore()
      return .refused
    }
    if core.isTracing {
      trace(
        .action(device: device, code: code), text, isByApplication: isByApplication, on: processor)
    }
    guard let result = enqueueInPlace(device.index) else {
      unlockCore()
      return request(call: 0, of: device.index, from: processor)
    }
    unlockCore()
    if result == .queued { ringDeferred() }
    replayPoint(on: processor)
    return result
  }

  /// Queues a device's own deferred call, if it has one and that is a plain one; else nil, and
  /// nothing has been done.
  ///
  /// Called with the core locked, where the reason is told in the trace at the same moment.
  private func enqueueInPlace(_ device: Int) -> DeferredRequest? {
    guard core.devices[device].callCount > 0 else { return nil }
    let call = Int(core.devices[device].firstCall)
    return core.deferredCalls[call].traits.isEmpty ? core.enqueue(call) : nil
  }

  // MARK: Timers

  func arm(
    _ timer: Int, of device: DeviceID, deadline: BoardInstant, period: Nanoseconds,
    from processor: Int
  ) {
    let index = device.index
    precondition(
      timer >= 0 && timer < core.devices[index].timerCount, "the device has fewer timers")
    lockCore(processor)
    core.devices[index].expired &= ~(1 << UInt8(timer))
    core.timers.arm(core.devices[index].timerBase + timer, deadline: deadline, period: period)
    unlockCore()
    ringDeferred()
  }

  func cancel(_ timer: Int, of device: DeviceID, from processor: Int) {
    let index = device.index
    precondition(
      timer >= 0 && timer < core.devices[index].timerCount, "the device has fewer timers")
    lockCore(processor)
    core.devices[index].expired &= ~(1 << UInt8(timer))
    core.timers.cancel(core.devices[index].timerBase + timer)
    unlockCore()
  }

  /// Queues the deferred calls of the timers that have run out by now.
  func expireTimers(on processor: Int) {
    guard let deadline = core.timers.nextDeadline else { return }
    let now = backend.now
    guard deadline <= now else { return }
    while let (owner, isQueued) = takeExpired(at: now, on: processor) {
      switch owner {
      case .device(let device, _):
        if !isQueued { _ = request(call: 0, of: device, from: processor) }
      case .again(let call):
        _ = ask(call: core.deferredCalls[call].number, of: core.deferredCalls[call].device)
      case .delay(let call):
        hurry(call, on: processor)
      case .poll(let line):
        poll(line)
      }
    }
  }

  /// Takes a timer that has run out; leaves the expiry with its device if it is a device's, and
  /// queues its deferred call if that is a plain one.
  private func takeExpired(
    at now: BoardInstant, on processor: Int
  ) -> (owner: TimerOwner, isQueued: Bool)? {
    lockCore(processor)
    defer { unlockCore() }
    guard let expired = core.timers.takeExpired(at: now) else { return nil }
    let owner = core.owner(ofTimer: expired.timer)
    if case .device(let device, let timer) = owner {
      core.devices[device].expired |= 1 << UInt8(timer)
      core.devices[device].expiredPeriods[timer] = UInt32(
        clamping: Int(core.devices[device].expiredPeriods[timer]) + expired.periods)
      if core.isTracing { traceExpiry(of: device, timer, expired.periods, on: processor) }
      return (owner, enqueueInPlace(device) != nil)
    }
    return (owner, false)
  }

  // MARK: Requests

  /// Guards what waits for a device and which request is its current one.
  @usableFromInline
  func lockRequests() { lockCore(Self.outside) }

  @usableFromInline
  func unlockRequests() { unlockCore() }

  /// Called with the requests locked.
  @usableFromInline
  func makeCurrent(_ request: RequestID, of device: DeviceID) {
    core.devices[device.index].currentRequest = request.number
    core.devices[device.index].attempts = 1
  }

  @usableFromInline
  func noteBegin(_ request: RequestID, of device: DeviceID) {
    note(.requestBegan(device: device, request))
  }

  @usableFromInline
  func clearCurrentRequest(of device: DeviceID) {
    lockCore(Self.outside)
    core.devices[device.index].currentRequest = 0
    core.devices[device.index].shouldRetry = false
    unlockCore()
  }

  @usableFromInline
  func requestStart(of device: DeviceID) {
    lockCore(Self.outside)
    core.devices[device.index].shouldBegin = true
    unlockCore()
  }

  /// Asks the device to let go of its current request; false when that is another, or none.
  func requestCancel(of device: DeviceID, _ request: RequestID) -> Bool {
    lockCore(Self.outside)
    let isCurrent = core.devices[device.index].currentRequest == request.number
    if isCurrent {
      core.devices[device.index].shouldCancel = true
      core.devices[device.index].cancelTarget = request.number
    }
    unlockCore()
    if isCurrent { _ = self.request(call: 0, of: device.index, from: Self.outside) }
    return isCurrent
  }

  func makeRequestID() -> RequestID {
    lockCore(Self.outside)
    defer { unlockCore() }
    core.tallies.lastRequest &+= 1
    if core.tallies.lastRequest == 0 { core.tallies.lastRequest = 1 }
    guard let id = RequestID(core.tallies.lastRequest) else {
      preconditionFailure("0 is skipped above")
    }
    return id
  }

  func complete(_ completion: Completion) {
    note(.requestEnded(device: completion.device, completion.request, completion.status))
    lockCore(Self.outside)
    if !answer(completion), !core.completions.tryPush(completion) {
      core.tallies.completionsLost += 1
    }
    unlockCore()
    ringPassive()
  }
}
