import BoardHAL

/// Lines that are held back, and by whom.
extension Dispatcher {
  /// Gives back the masks that the service routines of a device left to its deferred call.
  @inline(never)
  func releaseMasks(of device: Int, on processor: Int) {
    core.devices[device].hasMaskedLine = false
    for index in 0..<core.connections.count
    where core.connections[index].device == device && core.connections[index].holdsMask {
      core.connections[index].holdsMask = false
      settleMask(of: core.connections[index].line)
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
  func settleMask(of line: LineID) {
    lockCore(Self.outside)
    let isHeld = core.isHeldBack(line)
    let changes = core.controller.isMasked(line) != isHeld
    if changes {
      if isHeld { core.controller.mask(line) } else { core.controller.unmask(line) }
    }
    unlockCore()
    if changes { note(.gate(line, isHeld ? .masked : .unmasked)) }
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
      index = Int(core.connections[index].nextOnLine)
    }
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
    }
    unlockCore()
    settleMask(of: line)
  }
}

extension Core {
  /// True when somebody holds the line back.
  func isHeldBack(_ line: LineID) -> Bool {
    if !holds[line.index].isEmpty { return true }
    var index = Int(chains[line.index])
    while index >= 0 {
      if connections[index].holdsMask || connections[index].hasMaskToken { return true }
      index = Int(connections[index].nextOnLine)
    }
    return false
  }
}
