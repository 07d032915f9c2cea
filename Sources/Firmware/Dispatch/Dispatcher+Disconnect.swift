import BoardHAL

/// Taking connections out while the board may be storming.
extension Dispatcher {
  /// Takes routines off their lines, and returns when none of them runs any more (row L05).
  ///
  /// In this order, each step closing the way for what the one before may have let through: no
  /// new service begins; the services that run end; the deferred calls they asked for end; the
  /// line is given back to the board. A line that others share stays open.
  ///
  /// - Precondition: the caller is at passive level, so that it is not itself in a routine.
  func disconnect(_ entries: [Int]) {
    guard let first = entries.first else { return }
    precondition(
      isShared || core.processors[0].level == .passive, "disconnected above passive level")
    // All of them before anything is awaited: they feed the same rings.
    for entry in entries { unlink(entry) }
    reach(.disconnecting, on: 0)
    awaitDeferredCalls(of: core.connections[first].device, unlinking: first)
    reach(.disconnecting, on: 0)
    for entry in entries { giveBack(entry) }
    settleLevels()
  }

  /// Takes a routine off its line at a moment when the line is not in service.
  func unlink(_ entry: Int) {
    let line = core.connections[entry].line
    whenNotInService(line) {
      removeFromChain(entry, of: line)
      if !isListenedTo(line) {
        core.controller.disable(line)
        stopPolling(line)
      }
    }
    guard core.chains[line.index] >= 0 else { return }
    settleGate(of: line)
    settleMask(of: line)
  }

  /// Waits until no deferred call of the device waits or runs and nothing is left in the rings of
  /// the connection, and takes them away from the device.
  private func awaitDeferredCalls(of device: Int, unlinking entry: Int) {
    while true {
      lockCore(Self.outside)
      if !core.hasDeferredWork(device), !askForRest(of: entry, device: device) {
        core.retireAccount(of: entry, device: device)
        removeFromDevice(entry, device)
        unlockCore()
        return
      }
      unlockCore()
      // With one thread nobody else will run them; with several, processor 0 is the caller's.
      if runDeferredCall(on: 0) { continue }
      wait(on: 0) { [core] in !core.hasDeferredWork(device) }
    }
  }

  /// Asks for the deferred calls of what a routine saved without asking.
  ///
  /// It is delivered, not dropped; but of a device that has been stopped it counts as lost.
  ///
  /// Called with the core locked.
  private func askForRest(of entry: Int, device: Int) -> Bool {
    guard core.devices[device].stage == .started, let cell = unsafe core.connections[entry].cell
    else { return false }
    var none: Fingerprint?
    var hasRest = false
    for call in 0..<core.devices[device].callCount {
      let ring = unsafe core.connections[entry].routines.look(cell, call, &none)
      guard ring.waiting > 0 || ring.lost > 0 else { continue }
      _ = core.enqueue(Int(core.devices[device].firstCall) + call)
      hasRest = true
    }
    return hasRest
  }

  /// Gives a line back to the board when the last connection has left it, and frees the entry.
  private func giveBack(_ entry: Int) {
    let line = core.connections[entry].line
    if core.chains[line.index] < 0 {
      let isGone = core.isGone[line.index]
      lockCore(Self.outside)
      core.controller.close(line)
      core.sources[line.index] = nil
      core.hasBacklog[line.index] = false
      core.discards[line.index] = false
      core.isLevelTriggered[line.index] = false
      core.isGone[line.index] = false
      core.polls[line.index] = Poll()
      core.holds[line.index] = []
      core.storms[line.index] = 0
      core.unclaimed[line.index] = 0
      unlockCore()
      if !isGone { backend.close(line) }
    }
    core.connections[entry] = core.connections[entry].freed
    core.lockOrder.forget(entry)
  }

  /// Runs one deferred call, and no line; false when none waits.
  func runDeferredCall(on processor: Int) -> Bool {
    let isAlone = !isShared && !core.isInterleaved
    let processors = isAlone ? 0...limits.processors - 1 : processor...processor
    for processor in processors {
      let previous = core.processors[processor].level
      lockCore(processor)
      if case .ran = runFirst(on: processor, returningTo: previous) { return true }
    }
    return false
  }
}
