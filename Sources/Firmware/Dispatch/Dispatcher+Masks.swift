import BoardHAL

/// Lines that are held back, and by whom.
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
        core.connections[index].holdsMask = false
        settleMask(of: core.connections[index].line)
      } else {
        core.devices[device].hasMaskedLine = true
      }
    }
  }

  /// Takes the mask of one of the device's connections, so that it outlives the deferred call.
  func takeMask(connection number: Int, of device: DeviceID) -> SourceMask? {
    guard let index = entry(of: number, device: device.index), core.connections[index].holdsMask
    else { return nil }
    core.connections[index].holdsMask = false
    core.connections[index].hasMaskToken = true
    return SourceMask(dispatcher: self, connection: index, epoch: core.connections[index].epoch)
  }

  /// Takes back a token; one of a connection that is no more holds nothing.
  func unmask(_ connection: Int, epoch: UInt32, isLeaked: Bool) {
    guard core.connections[connection].epoch == epoch, core.connections[connection].hasMaskToken
    else { return }
    core.connections[connection].hasMaskToken = false
    if isLeaked {
      note(.fault(device: DeviceID(core.connections[connection].device), .leakedMask))
    }
    settleMask(of: core.connections[connection].line)
  }

  /// Masks or unmasks a line as its holders want it.
  func settleMask(of line: LineID, isTold: Bool = true) {
    lockCore(Self.outside)
    let isHeld = core.isHeldBack(line)
    let changes = core.controller.isMasked(line) != isHeld
    if changes {
      if isHeld { core.controller.mask(line) } else { core.controller.unmask(line) }
      if isTold, core.isTracing { trace(.gate(line, isHeld ? .masked : .unmasked)) }
    }
    unlockCore()
    if changes, !isHeld { ringDeferred() }
  }

  /// A line that is enabled or disabled starts anew, unmasked (row L71).
  ///
  /// Called with the core locked.
  func forgetHolds(of line: LineID) {
    core.holds[line.index] = []
    core.storms[line.index] = 0
    var index = Int(core.chains[line.index])
    while index >= 0 {
      core.connections[index].holdsMask = false
      core.connections[index].hasMaskToken = false
      core.connections[index].holdsServiceMask = false
      core.connections[index].isHeldBack = false
      index = Int(core.connections[index].nextOnLine)
    }
  }

  /// Holds back what a service routine could not serve, and records whose it is (row L37).
  ///
  /// Its line, if it has it to itself. On a shared line its routine is passed over, because the
  /// others on the line have done nothing.
  @inline(never)
  func contain(_ fault: LineFault, of index: Int, on processor: Int) {
    // A passive routine fails while its line may be in service on another thread.
    lockCore(processor)
    core.connections[index].counters.faults += 1
    core.connections[index].counters.lastFault = fault
    core.connections[index].isHeldBack = true
    let line = core.connections[index].line
    unlockCore()
    settleMask(of: line)
    note(.fault(device: DeviceID(core.connections[index].device), .serviceFailed), on: processor)
  }

  /// Holds a line back, or lets it ask again, at the application's wish (row L71).
  ///
  /// Letting it ask also ends the quarantine of a line that stormed.
  func setMasked(_ isMasked: Bool, _ line: LineID) {
    lockCore(Self.outside)
    if isMasked {
      core.holds[line.index].insert(.application)
    } else {
      core.holds[line.index] = []
      for index in 0..<core.connections.count where core.connections[index].line == line {
        core.connections[index].isHeldBack = false
      }
    }
    // Before it has any effect: what is served at once stands behind it.
    if core.isTracing { trace(.gate(line, isMasked ? .masked : .unmasked), isByApplication: true) }
    unlockCore()
    settleMask(of: line, isTold: false)
  }
}

extension Core {
  /// True when somebody holds the line back.
  func isHeldBack(_ line: LineID) -> Bool {
    if !holds[line.index].isEmpty { return true }
    let first = Int(chains[line.index])
    // A routine that threw holds back a line that it has to itself; else it is passed over.
    if first >= 0, connections[first].nextOnLine < 0, connections[first].isHeldBack { return true }
    var index = first
    while index >= 0 {
      if connections[index].holdsMask || connections[index].hasMaskToken
        || connections[index].holdsServiceMask
      {
        return true
      }
      index = Int(connections[index].nextOnLine)
    }
    return false
  }
}
