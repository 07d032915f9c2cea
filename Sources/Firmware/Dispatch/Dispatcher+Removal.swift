import BoardHAL

/// Taking devices out, so that others can have their entries.
extension Dispatcher {
  /// True while the device that a handle was given for is there.
  func isPresent(_ device: DeviceID, epoch: UInt32) -> Bool {
    lockCore(Self.outside)
    defer { unlockCore() }
    return core.devices[device.index].epoch == epoch && core.devices[device.index].stage != .free
  }

  /// Refuses to take out a device that still has a connection.
  func checkRemoval(of device: DeviceID, proof: borrowing Quiesced) throws(FirmwareError) {
    let name = core.devices[device.index].name
    guard proof.device == device, isPresent(device, epoch: proof.epoch) else {
      throw .wrongProof(device: name)
    }
    let entry = core.devices[device.index].firstConnection
    guard entry < 0 else {
      let line = core.connections[Int(entry)].line
      throw .stillConnected(device: name, line: core.sources[line.index]?.label ?? "a line")
    }
  }

  /// Ends what the device has under way; nothing of it begins again.
  func quiet(_ device: DeviceID) {
    for timer in 0..<core.devices[device.index].timerCount {
      cancel(timer, of: device, from: Self.outside)
    }
    cancelRunsAgain(of: device.index)
    let first = Int(core.devices[device.index].firstCall)
    while true {
      lockCore(Self.outside)
      if !core.hasDeferredWork(device.index) {
        // From here on whoever asks for a deferred call of the device is refused.
        for call in 0..<core.devices[device.index].callCount {
          core.deferredCalls[first + call] = DeferredCall()
        }
        core.devices[device.index].callCount = 0
        core.devices[device.index].firstCall = -1
        unlockCore()
        return
      }
      unlockCore()
      if runDeferredCall(on: 0) { continue }
      wait(on: 0) { [core] in !core.hasDeferredWork(device.index) }
    }
  }

  /// Frees the entry of a quiet device.
  func free(_ device: DeviceID) {
    if let cell = unsafe core.devices[device.index].cell {
      atDispatch {
        unsafe core.devices[device.index].routines.stopped(cell, frame(for: device))
      }
    }
    for other in 0..<limits.devices {
      core.blame[device.index * limits.devices + other] = .zero
      core.blame[other * limits.devices + device.index] = .zero
    }
    let epoch = core.devices[device.index].epoch
    lockCore(Self.outside)
    core.devices[device.index] = DeviceEntry(actions: limits.actions)
    core.devices[device.index].epoch = epoch &+ 1
    unlockCore()
  }
}
