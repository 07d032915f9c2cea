import BoardHAL

/// Errors of devices: the log, and another attempt.
extension Dispatcher {
  func logError(_ code: UInt32, of device: DeviceID) {
    let time = backend.now
    lockCore(Self.outside)
    let request = RequestID(core.devices[device.index].currentRequest)
    let record = DeviceErrorRecord(
      time: time, device: device, request: request, code: code,
      attempt: request == nil ? 0 : core.devices[device.index].attempts)
    if !core.errors.tryPush(record) {
      _ = core.errors.tryPop()
      _ = core.errors.tryPush(record)
      core.tallies.errorsLost += 1
    }
    unlockCore()
    note(.fault(device: device, .reported))
  }

  /// Lets the current request begin again after the deferred call, within its budget.
  func requestRetry(of device: DeviceID, budget: Int) -> Retry {
    lockCore(Self.outside)
    defer { unlockCore() }
    guard core.devices[device.index].currentRequest != 0 else { return .noRequest }
    let attempts = Int(core.devices[device.index].attempts)
    guard attempts < budget else { return .exhausted(attempts: attempts) }
    core.devices[device.index].shouldRetry = true
    core.devices[device.index].shouldBegin = true
    return .again(attempts: attempts)
  }

  /// True once for each time that the current request is to begin again.
  func takeRetry(of device: DeviceID) -> Bool {
    lockCore(Self.outside)
    defer { unlockCore() }
    guard core.devices[device.index].shouldRetry else { return false }
    core.devices[device.index].shouldRetry = false
    core.devices[device.index].attempts += 1
    return true
  }

  func takeError() -> DeviceErrorRecord? {
    lockCore(Self.outside)
    defer { unlockCore() }
    return core.errors.tryPop()
  }
}
