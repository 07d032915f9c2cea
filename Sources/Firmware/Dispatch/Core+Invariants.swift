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

  /// 6: a line that is pending, enabled, unmasked and not in service waits to be served.
  private func checkLines(_ found: inout [Violation]) {
    for index in 0..<chains.count where controller.isOpen(LineID(index)) {
      let line = LineID(index)
      if !controller.isQueuedRight(line) {
        found.append(
          Violation(
            6,
            "line \(index) does not wait where its state says"))
      }
    }
  }

  /// 3, 7, 8: locks and masks have holders, and chains lead to connections that exist.
  private func checkConnections(_ found: inout [Violation]) {
    for index in 0..<connections.count {
      guard connections[index].isConnected else {
        if connections[index].holdsMask {
          found.append(
            Violation(
              7,
              "a disconnected connection holds a mask"))
        }
        continue
      }
      let line = connections[index].line
      if connections[index].holdsMask {
        if !controller.isMasked(line), controller.isEnabled(line) {
          found.append(
            Violation(
              7,
              "connection \(index) holds a mask that the line lacks"))
        }
        if isIdle(connections[index].device) {
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

  /// True when none of a device's deferred calls waits or runs.
  private func isIdle(_ device: Int) -> Bool {
    let first = Int(devices[device].firstCall)
    for call in 0..<devices[device].callCount where deferredCalls[first + call].state != .idle {
      return false
    }
    return true
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

  /// 5: the accounts of a device's rings balance, whenever none of its deferred calls is at work.
  ///
  /// Not for a device that has given up a connection: its accounts went with it.
  private func checkRings(of device: Int, _ found: inout [Violation]) {
    guard !devices[device].hasGivenUpConnection else { return }
    let first = Int(devices[device].firstCall)
    var delivered: UInt32 = 0
    var reported: UInt32 = 0
    for call in 0..<devices[device].callCount {
      guard deferredCalls[first + call].running == 0 else { return }
      delivered &+= UInt32(truncatingIfNeeded: deferredCalls[first + call].counters.delivered)
      reported &+= UInt32(truncatingIfNeeded: deferredCalls[first + call].counters.lost)
    }
    var produced: UInt32 = 0
    var refused: UInt32 = 0
    var none: Fingerprint?
    var index = Int(devices[device].firstConnection)
    while index >= 0 {
      guard let cell = unsafe connections[index].cell else { return }
      for call in 0..<devices[device].callCount {
        let ring = unsafe connections[index].routines.look(cell, call, &none)
        produced &+= ring.produced
        delivered &+= ring.waiting
        reported &+= ring.lost
      }
      for other in 0..<connections.count where unsafe connections[other].cell == cell {
        refused &+= UInt32(truncatingIfNeeded: connections[other].counters.lost)
      }
      index = Int(connections[index].nextOfDevice)
    }
    if produced != delivered {
      found.append(
        Violation(
          5,
          "\(devices[device].name) saved \(produced) snapshots; "
            + "\(delivered) were delivered or wait"))
    }
    if refused != reported {
      found.append(
        Violation(
          5,
          "\(devices[device].name) lost \(refused) snapshots; \(reported) were reported or "
            + "are to be"))
    }
  }
}
