import BoardHAL

/// What a deferred call does besides draining rings: timers, actions and requests.
extension Dispatcher {
  /// Delivers timers, carries out posted actions, and begins the next request: in this order, and
  /// after the batch has been read, so that a new request never begins while the device has not
  /// seen what the last one brought (rows S1-17, S1-18).
  func runErrands(of device: Int, on processor: Int) {
    if core.devices[device].expired != 0 { deliverExpiries(of: device, on: processor) }
    guard let cell = unsafe core.devices[device].cell
    else { return }
    let frame = DispatchFrame(
      dispatcher: self, device: DeviceID(device), call: 0, connection: 0, processor: processor,
      deliversEmpty: false)
    while let action = takeAction(of: device, on: processor) {
      unsafe core.devices[device].routines.perform(cell, frame, action)
    }
    if core.devices[device].shouldCancel {
      core.devices[device].shouldCancel = false
      unsafe core.devices[device].routines.cancelRequest(cell, frame)
    }
    if core.devices[device].shouldBegin {
      core.devices[device].shouldBegin = false
      unsafe core.devices[device].routines.beginRequest(cell, frame)
    }
  }

  /// Tells the device about the timers that have run out and were not re-armed since.
  private func deliverExpiries(of device: Int, on processor: Int) {
    guard let cell = unsafe core.devices[device].cell
    else { return }
    let frame = DispatchFrame(
      dispatcher: self, device: DeviceID(device), call: 0, connection: 0, processor: processor,
      deliversEmpty: false)
    for timer in 0..<core.devices[device].timerCount
    where core.devices[device].expired & (1 << UInt8(timer)) != 0 {
      core.devices[device].expired &= ~(1 << UInt8(timer))
      let periods = core.devices[device].expiredPeriods[timer]
      core.devices[device].expiredPeriods[timer] = 0
      unsafe core.devices[device].routines.expired(cell, frame, timer, Int(periods))
    }
  }

  private func takeAction(of device: Int, on processor: Int) -> ActionRecord? {
    lockCore(processor)
    defer { unlockCore() }
    return core.devices[device].actions.tryPop()
  }

  /// Posts an action: the device's own deferred call will carry it out.
  func post(
    _ code: UInt8, text: EventText, to device: DeviceID, from processor: Int
  ) -> DeferredRequest {
    guard core.devices[device.index].callCount > 0 else {
      note(.fault(device: device, .noDeferredCall), on: processor)
      return .refused
    }
    lockCore(processor)
    let isTaken = core.devices[device.index].actions.tryPush(
      ActionRecord(code: code, text: text))
    unlockCore()
    guard isTaken else { return .refused }
    note(.action(device: device, code: code), on: processor)
    return request(call: 0, of: device.index, from: processor)
  }

  // MARK: Timers

  func arm(
    _ timer: Int, of device: DeviceID, deadline: BoardInstant, period: Nanoseconds,
    from processor: Int
  ) {
    let index = device.index
    precondition(
      timer >= 0 && timer < core.devices[index].timerCount, "the device has fewer timers")
    core.devices[index].expired &= ~(1 << UInt8(timer))
    lockCore(processor)
    core.timers.arm(core.devices[index].timerBase + timer, deadline: deadline, period: period)
    unlockCore()
  }

  func cancel(_ timer: Int, of device: DeviceID, from processor: Int) {
    let index = device.index
    precondition(
      timer >= 0 && timer < core.devices[index].timerCount, "the device has fewer timers")
    core.devices[index].expired &= ~(1 << UInt8(timer))
    lockCore(processor)
    core.timers.cancel(core.devices[index].timerBase + timer)
    unlockCore()
  }

  /// Queues the deferred calls of the timers that have run out by now.
  func expireTimers(on processor: Int) {
    guard let deadline = core.timers.nextDeadline else { return }
    let now = backend.now
    guard deadline <= now else { return }
    while let (timer, periods) = core.timers.takeExpired(at: now) {
      let device = timer / DeviceEntry.timerCapacity
      let number = timer % DeviceEntry.timerCapacity
      core.devices[device].expired |= 1 << UInt8(number)
      core.devices[device].expiredPeriods[number] = UInt32(
        clamping: Int(core.devices[device].expiredPeriods[number]) + periods)
      note(
        .timerExpired(
          device: DeviceID(device), timer: UInt8(number), periods: UInt32(clamping: periods)),
        on: processor)
      _ = request(call: 0, of: device, from: processor)
    }
  }

  // MARK: Requests

  @usableFromInline
  func setCurrentRequest(_ request: RequestID?, of device: DeviceID) {
    core.devices[device.index].currentRequest = request?.number ?? 0
    if let request { note(.requestBegan(device: device, request)) }
  }

  @usableFromInline
  func requestStart(of device: DeviceID) {
    core.devices[device.index].shouldBegin = true
  }

  func requestCancel(of device: DeviceID) {
    core.devices[device.index].shouldCancel = true
    _ = request(call: 0, of: device.index, from: Self.outside)
  }

  func makeRequestID() -> RequestID {
    core.lastRequest &+= 1
    if core.lastRequest == 0 { core.lastRequest = 1 }
    guard let id = RequestID(core.lastRequest) else { preconditionFailure("0 is skipped above") }
    return id
  }

  func complete(_ completion: Completion) {
    note(.requestEnded(device: completion.device, completion.request, completion.status))
    lockCore(Self.outside)
    if !core.completions.tryPush(completion) { core.completionsLost += 1 }
    unlockCore()
  }
}
