import BoardHAL

/// Lines that are held back until a deferred call has caught up.
extension Dispatcher {
  /// Gives back the masks that the service routines of a device left to this deferred call.
  ///
  /// A mask that waits for another of its calls stays: the ring which that one is to empty may be
  /// full, and an interrupt would find no place in it.
  @inline(never)
  func releaseMasks(of device: Int, after call: Int, on processor: Int) {
    core.devices[device].hasMaskedLine = false
    for index in 0..<core.connections.count
    where core.connections[index].device == device && core.connections[index].holdsMask {
      if core.connections[index].maskingCall == call {
        unmask(index, isLeaked: false)
      } else {
        core.devices[device].hasMaskedLine = true
      }
    }
  }

  /// Takes the mask of one of the device's connections, so that it outlives the deferred call.
  func takeMask(connection number: Int, of device: DeviceID) -> SourceMask? {
    let index = connection(number, of: device.index)
    guard core.connections[index].holdsMask else { return nil }
    core.connections[index].holdsMask = false
    return SourceMask(dispatcher: self, connection: index)
  }

  func unmask(_ connection: Int, isLeaked: Bool) {
    core.connections[connection].holdsMask = false
    guard core.connections[connection].isConnected else { return }
    let line = core.connections[connection].line
    if isLeaked {
      note(.fault(device: DeviceID(core.connections[connection].device), .leakedMask))
    }
    lockCore(Self.outside)
    core.controller.unmask(line)
    unlockCore()
    note(.gate(line, .unmasked))
  }

  /// Opens or closes a line's gate; behind a closed one what comes is counted and forgotten.
  func setActive(_ isActive: Bool, _ line: LineID) {
    lockCore(Self.outside)
    if isActive { core.controller.enable(line) } else { core.controller.disable(line) }
    core.discards[line.index] = !isActive
    unlockCore()
    note(.gate(line, isActive ? .enabled : .disabled))
    fill(line)
  }

  /// Holds a line back, or lets it ask again, at the application's wish (row L71).
  func setMasked(_ isMasked: Bool, _ line: LineID) {
    lockCore(Self.outside)
    if isMasked { core.controller.mask(line) } else { core.controller.unmask(line) }
    unlockCore()
    note(.gate(line, isMasked ? .masked : .unmasked))
  }
}
