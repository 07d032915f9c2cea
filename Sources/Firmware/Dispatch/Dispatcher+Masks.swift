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
    noteByApplication(.gate(line, isActive ? .enabled : .disabled))
    fill(line)
  }

  /// Holds back what a service routine could not serve, and records whose it is (row L37).
  ///
  /// Its line, if it has it to itself. On a shared line its routine is passed over, because the
  /// others on the line have done nothing.
  @inline(never)
  func contain(_ fault: LineFault, of index: Int, on processor: Int) {
    core.connections[index].counters.faults += 1
    core.connections[index].counters.lastFault = fault
    core.connections[index].isHeldBack = true
    let line = core.connections[index].line
    let isAlone =
      Int(core.chains[line.index]) == index && core.connections[index].nextOnLine < 0
    if isAlone {
      lockCore(processor)
      core.controller.mask(line)
      unlockCore()
      note(.gate(line, .masked), on: processor)
    }
    note(.fault(device: DeviceID(core.connections[index].device), .serviceFailed), on: processor)
  }

  /// Holds a line back, or lets it ask again, at the application's wish (row L71).
  func setMasked(_ isMasked: Bool, _ line: LineID) {
    lockCore(Self.outside)
    if isMasked { core.controller.mask(line) } else { core.controller.unmask(line) }
    if !isMasked {
      for index in 0..<core.connections.count where core.connections[index].line == line {
        core.connections[index].isHeldBack = false
      }
    }
    unlockCore()
    noteByApplication(.gate(line, isMasked ? .masked : .unmasked))
  }
}
