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
  @discardableResult
  func disconnect(_ entries: [Int]) -> Quiesced {
    for entry in entries {
      precondition(
        isShared || core.processors[0].level == .passive, "disconnected above passive level")
      let line = core.connections[entry].line
      unlink(entry)
      awaitDeferredCalls(of: core.connections[entry].device, unlinking: entry)
      if core.chains[line.index] < 0 {
        lockCore(Self.outside)
        core.controller.close(line)
        core.sources[line.index] = nil
        core.hasBacklog[line.index] = false
        core.isLevelTriggered[line.index] = false
        unlockCore()
        backend.close(line)
      }
      core.connections[entry] = ConnectionEntry()
      core.lockOrder.forget(entry)
    }
    return Quiesced()
  }

  /// Takes a routine off its line at a moment when the line is not in service.
  func unlink(_ entry: Int) {
    let line = core.connections[entry].line
    while true {
      lockCore(Self.outside)
      if !core.controller.isInService(line) {
        removeFromChain(entry, of: line)
        if core.chains[line.index] < 0 { core.controller.disable(line) }
        unlockCore()
        return
      }
      unlockCore()
      LineLock.park.callAsFunction()
    }
  }

  /// Waits until no deferred call of the device waits or runs, and takes the connection's ring
  /// away from it: what the ring held has been delivered.
  private func awaitDeferredCalls(of device: Int, unlinking entry: Int) {
    let first = Int(core.devices[device].firstCall)
    while true {
      lockCore(Self.outside)
      var isBusy = false
      for call in 0..<core.devices[device].callCount
      where core.deferredCalls[first + call].state != .idle {
        isBusy = true
      }
      if !isBusy {
        removeFromDevice(entry, device)
        core.devices[device].hasGivenUpConnection = true
        unlockCore()
        return
      }
      unlockCore()
      // With one thread nobody else will run them; with several, processor 0 is the caller's.
      if runDeferredCall(on: 0) { continue }
      LineLock.park.callAsFunction()
    }
  }

  /// Runs one deferred call, and no line; false when none waits.
  private func runDeferredCall(on processor: Int) -> Bool {
    let processors = isShared ? processor...processor : 0...limits.processors - 1
    for processor in processors {
      let previous = core.processors[processor].level
      lockCore(processor)
      if case .ran = runFirst(on: processor, returningTo: previous) { return true }
    }
    return false
  }
}
