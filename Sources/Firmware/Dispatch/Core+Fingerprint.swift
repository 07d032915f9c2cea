import BoardHAL

/// What tells one state from another, for an explorer that does not want to see the same one twice.
///
/// For moments when no routine is on a stack. In it is everything that decides what the model does
/// next; left out are counters, what only measures time, and how many deferred calls have run since
/// the application had its turn: with that count no state would ever come back.
extension Core {
  func mix(into fingerprint: inout Fingerprint) {
    controller.mix(into: &fingerprint)
    for index in 0..<chains.count where controller.isOpen(LineID(index)) {
      fingerprint.mix(Int(chains[index]))
      fingerprint.mix(
        (hasBacklog[index] ? 1 : 0) | (discards[index] ? 2 : 0) | storms[index] << 2)
    }
    for index in 0..<connections.count where connections[index].isConnected {
      fingerprint.mix(
        index << 5 | connections[index].maskingCall << 2
          | (connections[index].holdsMask ? 1 : 0) | (connections[index].isHeldBack ? 2 : 0))
    }
    for call in 0..<deferredCalls.count where deferredCalls[call].state != .free {
      fingerprint.mix(
        Int(deferredCalls[call].state.rawValue) << 2 | (deferredCalls[call].isAsked ? 1 : 0)
          | (deferredCalls[call].isDue ? 2 : 0))
    }
    for processor in 0..<processors.count {
      fingerprint.mix(Int(processors[processor].level.number))
    }
    for queue in 0..<2 * processors.count {
      fingerprint.mix(Int(queues.demand(on: queue).rawValue))
      var call = queues.first(on: queue)
      while call >= 0 {
        fingerprint.mix(call)
        call = Int(deferredCalls[call].next)
      }
    }
    for device in 0..<devices.count where devices[device].stage != .free {
      mix(device, into: &fingerprint)
    }
    timers.mix(into: &fingerprint)
    fingerprint.mix(Int(tallies.lastRequest))
    events.forEach { event in
      fingerprint.mix(event.device.index << 8 | Int(event.code))
      fingerprint.mix(UInt64(bitPattern: event.value))
    }
    completions.forEach { fingerprint.mix(Int($0.request.number) << 8 | Int($0.status.rawValue)) }
  }

  private func mix(_ device: Int, into fingerprint: inout Fingerprint) {
    var bits = Int(devices[device].stage.rawValue)
    if devices[device].hasMaskedLine { bits |= 1 << 4 }
    if devices[device].shouldCancel { bits |= 1 << 5 }
    if devices[device].shouldBegin { bits |= 1 << 6 }
    fingerprint.mix(bits << 8 | Int(devices[device].expired))
    if devices[device].expired != 0 {
      for timer in 0..<DeviceEntry.timerCapacity {
        fingerprint.mix(Int(devices[device].expiredPeriods[timer]))
      }
    }
    fingerprint.mix(Int(devices[device].currentRequest))
    devices[device].actions.forEach { fingerprint.mix(Int($0.code)) }
    if let cell = unsafe devices[device].cell {
      unsafe devices[device].routines.mixRequests(cell, &fingerprint)
    }
    var index = Int(devices[device].firstConnection)
    while index >= 0 {
      var content: Fingerprint? = fingerprint
      if let cell = unsafe connections[index].cell {
        for call in 0..<devices[device].callCount {
          _ = unsafe connections[index].routines.look(cell, call, &content)
        }
      }
      fingerprint = content ?? fingerprint
      index = Int(connections[index].nextOfDevice)
    }
  }
}
