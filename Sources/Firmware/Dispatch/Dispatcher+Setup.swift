import BoardHAL

/// Putting devices and connections in, and taking them out: at passive level.
extension Dispatcher {
  @usableFromInline
  func add(
    name: String, routines: consuming DeviceRoutines, cell: UnsafeMutableRawPointer,
    owner: AnyObject, timers: Int
  ) throws(FirmwareError) -> DeviceID {
    precondition(timers >= 0 && timers <= 8, "a device has at most 8 timers")
    // Devices of a live engine work meanwhile, and their entries change.
    lockCore(Self.outside)
    defer { unlockCore() }
    guard let index = (0..<core.devices.count).first(where: { core.devices[$0].stage == .free })
    else {
      throw .full("devices", limit: limits.devices)
    }
    core.devices[index].stage = .added
    core.devices[index].name = name
    core.devices[index].routines = routines
    unsafe core.devices[index].cell = cell
    core.devices[index].owner = owner
    core.devices[index].timerBase = index * DeviceEntry.timerCapacity
    core.devices[index].timerCount = timers
    return DeviceID(index)
  }

  /// Gives a device its deferred calls: its own, and its custom ones.
  func registerDeferredCalls(
    of device: DeviceID, count: Int, _ options: DeferredOptions
  ) throws(FirmwareError) {
    guard core.devices[device.index].firstCall < 0 else {
      throw .alreadyRegistered(device: core.devices[device.index].name)
    }
    guard options.processor >= 0, options.processor < limits.processors else {
      throw .noProcessor(device: core.devices[device.index].name)
    }
    precondition(count >= 1 && count <= 8, "a device has 1 to 8 deferred calls")
    var options = options
    options.isThreaded = options.isThreaded && limits.allowsThreadedCalls
    guard let first = takeDeferredCalls(of: device.index, count: count, options) else {
      throw .full("deferredCalls", limit: limits.deferredCalls)
    }
    core.devices[device.index].firstCall = Int32(first)
    core.devices[device.index].callCount = count
    settleGates(of: device.index)
  }

  /// Takes the first place where so many deferred calls are free in a row; nil without one.
  ///
  /// Under the lock: those of other devices run meanwhile, and their states change.
  private func takeDeferredCalls(
    of device: Int, count: Int, _ options: DeferredOptions
  ) -> Int? {
    lockCore(Self.outside)
    defer { unlockCore() }
    let last = core.deferredCalls.count - count
    let row = (0..<max(0, last + 1)).first { start in
      (start..<start + count).allSatisfy { core.deferredCalls[$0].state == .free }
    }
    guard let first = row else { return nil }
    let target =
      options.isThreaded
      ? core.queues.threadedQueue(of: options.processor) : options.processor
    for number in 0..<count {
      core.deferredCalls[first + number] = DeferredCall(
        options, target: target, device: device, number: number)
    }
    return first
  }

  func start(_ device: DeviceID) {
    guard core.devices[device.index].stage == .added else { return }
    core.devices[device.index].stage = .started
    if let cell = unsafe core.devices[device.index].cell {
      atDispatch {
        unsafe core.devices[device.index].routines.started(cell, frame(for: device))
      }
    }
    settleGates(of: device.index)
  }

  func stopDevices() {
    for index in (0..<core.devices.count).reversed() where core.devices[index].stage == .started {
      core.devices[index].stage = .stopped
      settleGates(of: index)
      for timer in 0..<core.devices[index].timerCount {
        cancel(timer, of: DeviceID(index), from: Self.outside)
      }
      cancelRunsAgain(of: index)
      if let cell = unsafe core.devices[index].cell {
        atDispatch {
          unsafe core.devices[index].routines.stopped(cell, frame(for: DeviceID(index)))
        }
      }
    }
  }

  /// Runs `body` as a deferred call would: at dispatch level on processor 0.
  ///
  /// Under the lock, and with the bell rung: threads that serve the processor meanwhile find the
  /// level too high, and have to hear that it has fallen.
  func atDispatch(_ body: () -> Void) {
    lockCore(Self.outside)
    let previous = core.processors[0].level
    if previous < .dispatch { core.processors[0].level = .dispatch }
    unlockCore()
    body()
    guard previous < .dispatch else { return }
    lockCore(Self.outside)
    core.processors[0].level = previous
    unlockCore()
    ringDeferred()
  }

  func frame(for device: DeviceID) -> DispatchFrame {
    DispatchFrame(
      dispatcher: self, device: device, call: 0, connection: 0, processor: 0,
      deliversEmpty: false)
  }

  /// When the engine has to wake up at the latest.
  func nextWake(before deadline: BoardInstant?) -> BoardInstant? {
    guard let timer = core.timers.nextDeadline else { return deadline }
    guard let deadline else { return timer }
    return timer < deadline ? timer : deadline
  }

  /// The application has not been told of everything yet.
  var hasEvents: Bool {
    @inline(__always) get {
      lockCore(Self.outside)
      defer { unlockCore() }
      return !core.events.isEmpty
    }
  }

  /// Takes the oldest event; `isDelivered` when it is for the handler, which the trace tells.
  func takeEvent(isDelivered: Bool) -> DeviceEventRecord? {
    lockCore(Self.outside)
    defer { unlockCore() }
    guard !core.events.isEmpty, let event = core.events.tryPop() else { return nil }
    if isDelivered, core.isTracing { trace(.delivered(device: event.device, code: event.code)) }
    return event
  }

  func takeTraced() -> TraceEvent? {
    lockCore(Self.outside)
    defer { unlockCore() }
    return core.trace.take()
  }

  func takeCompletion() -> Completion? {
    lockCore(Self.outside)
    defer { unlockCore() }
    return core.completions.tryPop()
  }
}
