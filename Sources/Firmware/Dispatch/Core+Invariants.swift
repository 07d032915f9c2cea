import BoardHAL

/// The invariants that the state alone shows, at any schedule point.
///
/// Nothing is allocated unless something is wrong, so that an explorer can afford to ask after
/// every step.
extension Core {
  /// What is wrong; empty when all is well.
  func violations() -> [Violation] {
    var found: [Violation] = []
    checkProcessors(&found)
    checkDeferredCalls(&found)
    checkLines(&found)
    checkConnections(&found)
    for device in 0..<devices.count where devices[device].stage != .free {
      checkRings(of: device, &found)
    }
    return found
  }

  /// 1, 2, 3: the lines in service on a processor are its frames, each more urgent than the one
  /// below.
  private func checkProcessors(_ found: inout [Violation]) {
    for processor in 0..<processors.count {
      var levels: UInt16 = 0
      var frames = 0
      for index in 0..<chains.count where controller.server(of: LineID(index)) == processor {
        let level = controller.configuration(of: LineID(index)).level.number
        if levels >> UInt16(level) & 1 == 1 {
          found.append(
            Violation(
              1,
              "processor \(processor) has two routines of level \(level) on its stack"))
        }
        levels |= 1 << UInt16(level)
        frames += 1
      }
      let highest = levels == 0 ? 0 : UInt8(15 - levels.leadingZeroBitCount)
      let level = processors[processor].level
      if level.number < highest {
        found.append(
          Violation(
            2,
            "processor \(processor) is at level \(level.number), with a routine of level "
              + "\(highest) on its stack"))
      }
      if frames != processors[processor].depth {
        found.append(
          Violation(
            3,
            "processor \(processor) has \(processors[processor].depth) routines on its stack "
              + "and \(frames) lines in service"))
      }
      if processors[processor].isInDeferredCall, level < .dispatch {
        found.append(
          Violation(
            1,
            "processor \(processor) runs a deferred call at level \(level.number)"))
      }
    }
  }

  /// 4: what is marked as queued is in the one queue where it belongs, and nothing else is.
  private func checkDeferredCalls(_ found: inout [Violation]) {
    var waiting = 0
    var running = 0
    for call in 0..<deferredCalls.count {
      switch deferredCalls[call].state {
      case .queued: waiting += 1
      case .free, .idle, .running, .runningAndQueued: break
      }
      running += Int(deferredCalls[call].running)
    }
    var members = 0
    for processor in 0..<2 * processors.count {
      var previous = -1
      var call = queues.first(on: processor)
      var length = 0
      while call >= 0, length <= deferredCalls.count {
        let entry = deferredCalls[call]
        if entry.state != .queued || entry.target != processor
          || previous >= 0 && Int(entry.previous) != previous
        {
          found.append(
            Violation(
              4,
              "deferred call \(call) is in the queue of processor \(processor) without "
                + "being marked so"))
        }
        previous = call
        call = Int(entry.next)
        length += 1
      }
      if length != queues.count(on: processor) || previous != queues.last(on: processor) {
        found.append(
          Violation(
            4,
            "the queue of processor \(processor) is broken"))
      }
      members += length
    }
    for processor in 0..<processors.count {
      if processors[processor].isInDeferredCall { running -= 1 }
      if processors[processor].isInThreadedCall { running -= 1 }
    }
    if members != waiting {
      found.append(
        Violation(
          4,
          "\(waiting) deferred calls are marked as queued, \(members) are in queues"))
    }
    if running != 0 {
      found.append(
        Violation(
          4,
          "the deferred calls marked as running are not those on the processors"))
    }
  }

  /// 6, 7, 8: a line that is to be served waits for it, one that is masked has a holder and every
  /// holder's line is masked, and one that may ask has a connection.
  private func checkLines(_ found: inout [Violation]) {
    for index in 0..<chains.count where controller.isOpen(LineID(index)) {
      let line = LineID(index)
      if !controller.isQueuedRight(line) {
        found.append(
          Violation(
            6,
            "line \(index) does not wait where its state says"))
      }
      guard controller.isEnabled(line) else { continue }
      if controller.isMasked(line) != isHeldBack(line) {
        let words = controller.isMasked(line) ? "is masked by nobody" : "is not masked as it should"
        found.append(Violation(7, "line \(index) \(words)"))
      }
      if chains[index] < 0 {
        found.append(Violation(8, "line \(index) may ask, and nobody is connected to it"))
      }
    }
  }

  /// 3, 7, 8: locks and masks have holders, what was taken out does not run, and chains lead to
  /// connections that exist.
  private func checkConnections(_ found: inout [Violation]) {
    for index in 0..<connections.count {
      guard connections[index].isConnected else {
        if connections[index].holdsMask || connections[index].hasMaskToken {
          found.append(Violation(7, "a disconnected connection holds a mask"))
        }
        if connections[index].serviceFrames > 0 || connections[index].drainFrames > 0 {
          found.append(Violation(8, "a routine of a disconnected connection runs"))
        }
        continue
      }
      if connections[index].holdsMask {
        if !hasDeferredWork(connections[index].device) {
          found.append(
            Violation(
              7,
              "connection \(index) holds a mask, and no deferred call will release it"))
        }
      }
      if let lock = unsafe connections[index].lock, unsafe lock.pointee.isHeld,
        unsafe !isCovered(lock)
      {
        found.append(
          Violation(
            3,
            "the lock of connection \(index) is held by nobody"))
      }
    }
    for index in 0..<chains.count where chains[index] >= 0 {
      var entry = Int(chains[index])
      while entry >= 0 {
        if !connections[entry].isConnected || connections[entry].line.index != index {
          found.append(
            Violation(
              8,
              "line \(index) leads to a connection that is not there"))
          break
        }
        entry = Int(connections[entry].nextOnLine)
      }
    }
  }

  /// True when some processor is at the level of a line that uses the lock, or above.
  private func isCovered(_ lock: UnsafeMutablePointer<LineLock>) -> Bool {
    for index in 0..<connections.count {
      guard let other = unsafe connections[index].lock, unsafe other == lock else { continue }
      for processor in 0..<processors.count
      where processors[processor].level >= connections[index].level {
        return true
      }
    }
    return false
  }

  /// 5: the accounts of a device's rings balance, whenever none of its deferred calls is at work,
  /// those of connections that it had before included.
  private func checkRings(of device: Int, _ found: inout [Violation]) {
    let first = Int(devices[device].firstCall)
    var delivered: UInt32 = 0
    var reported: UInt32 = 0
    for call in 0..<devices[device].callCount {
      guard deferredCalls[first + call].running == 0 else { return }
      delivered &+= UInt32(truncatingIfNeeded: deferredCalls[first + call].counters.delivered)
      reported &+= UInt32(truncatingIfNeeded: deferredCalls[first + call].counters.lost)
    }
    var total = devices[device].retired
    var index = Int(devices[device].firstConnection)
    while index >= 0 {
      let (account, waiting, unreported) = account(of: index, device: device)
      total.produced &+= account.produced
      total.refused &+= account.refused
      delivered &+= waiting
      reported &+= unreported
      index = Int(connections[index].nextOfDevice)
    }
    if total.produced != delivered {
      found.append(
        Violation(
          5,
          "\(devices[device].name) saved \(total.produced) snapshots; "
            + "\(delivered) were delivered or wait"))
    }
    if total.refused != reported {
      found.append(
        Violation(
          5,
          "\(devices[device].name) lost \(total.refused) snapshots; \(reported) were reported or "
            + "are to be"))
    }
  }
}
