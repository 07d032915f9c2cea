import BoardHAL

/// Which lines may ask: those that some connection listens to.
///
/// A connection listens while its device is started, has the deferred call that the routine may ask
/// for, and wants interrupts. A line that several devices share is open while one of them listens;
/// the routines of the others are passed over.
extension Dispatcher {
  /// Opens or closes the lines of a device after it was started, stopped, or given its call.
  ///
  /// What the hardware reported before is still in its buffer and is taken now: an edge between
  /// connecting and starting is held, not lost (rows S1-02, L54).
  func settleGates(of device: Int) {
    for index in 0..<core.connections.count
    where core.connections[index].isConnected && core.connections[index].device == device {
      settleGate(of: core.connections[index].line)
    }
  }

  /// Opens or closes one line as its connections want it.
  func settleGate(of line: LineID, isByApplication: Bool = false) {
    let isWanted = isListenedTo(line)
    if isWanted != core.controller.isEnabled(line) {
      if isWanted { openGate(of: line) } else { closeGate(of: line) }
      let gate = TraceEvent.Kind.gate(line, isWanted ? .enabled : .disabled)
      if isByApplication { noteByApplication(gate) } else { note(gate) }
      if isWanted, core.hasBacklog[line.index] { fill(line) }
      if isWanted { ringDeferred() }
    }
    let discards = !isWanted && !isAwaited(line)
    guard discards != core.discards[line.index] else { return }
    core.discards[line.index] = discards
    if discards { fill(line) }
  }

  /// Subscribed long ago, sampled now, opened last (rows H02, L54).
  ///
  /// A line that its device asserts already, or whose chip is gone, is known as such from the first
  /// moment.
  private func openGate(of line: LineID) {
    let isAsserted = isOnPin(line) && self.isAsserted(line)
    lockCore(Self.outside)
    if core.isLevelTriggered[line.index] { core.controller.setAsserted(isAsserted, on: line) }
    forgetHolds(of: line)
    core.controller.enable(line)
    startPolling(line, from: isAsserted)
    unlockCore()
  }

  private func closeGate(of line: LineID) {
    lockCore(Self.outside)
    forgetHolds(of: line)
    core.controller.disable(line)
    stopPolling(line)
    unlockCore()
  }

  /// True when a connection of the line listens.
  func isListenedTo(_ line: LineID) -> Bool {
    var index = Int(core.chains[line.index])
    while index >= 0 {
      if isListening(index) { return true }
      index = Int(core.connections[index].nextOnLine)
    }
    return false
  }

  /// True when a connection of the line will listen once its device is started: what comes until
  /// then is kept.
  private func isAwaited(_ line: LineID) -> Bool {
    var index = Int(core.chains[line.index])
    while index >= 0 {
      if core.connections[index].isActive { return true }
      index = Int(core.connections[index].nextOnLine)
    }
    return false
  }

  /// True when the routine of a connection is to be asked.
  @inline(__always)
  func isListening(_ connection: Int) -> Bool {
    core.connections[connection].isActive && hasOpenGate(core.connections[connection].device)
  }

  /// True when the device is started and has the deferred call that its routines may ask for.
  @inline(__always)
  func hasOpenGate(_ device: Int) -> Bool {
    core.devices[device].stage == .started && core.devices[device].callCount > 0
  }

  /// Says whether a connection wants interrupts; twice is as good as once (row L06).
  func setActive(_ isActive: Bool, connection: Int, isByApplication: Bool = true) {
    guard core.connections[connection].isActive != isActive else { return }
    core.connections[connection].isActive = isActive
    settleGate(of: core.connections[connection].line, isByApplication: isByApplication)
  }

  /// The same for every connection of a line, as one who replays a trace knows it.
  func setActive(_ isActive: Bool, allOn line: LineID) {
    var index = Int(core.chains[line.index])
    while index >= 0 {
      setActive(isActive, connection: index)
      index = Int(core.connections[index].nextOnLine)
    }
  }

  /// The same for one of a device's connections by its number, with all its lines.
  func setActive(_ isActive: Bool, number: Int, of device: DeviceID, on processor: Int) {
    guard entry(of: number, device: device.index) != nil else {
      note(.fault(device: device, .disconnected), on: processor)
      return
    }
    for index in 0..<core.connections.count
    where core.connections[index].isConnected && core.connections[index].device == device.index
      && core.connections[index].number == number
    {
      setActive(isActive, connection: index, isByApplication: false)
    }
  }
}
