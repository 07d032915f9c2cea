import BoardHAL

extension Dispatcher {
  /// Serves the most urgent line: asks the line's routines, and gives the line back.
  ///
  /// Called with the core locked, by whoever has seen that a line asks; unlocks it.
  func service(on processor: Int, returningTo previous: Level) -> Step {
    let claim = core.beginService(on: processor, above: previous)
    unlockCore()
    let line = claim.line
    let first = Int(core.chains[line.index])
    var isClaimed = false
    if first >= 0 {
      let frame = unsafe ServiceFrame(
        record: claim.place, dispatcher: self, line: line, level: claim.level,
        processor: processor, isLevelTriggered: claim.isLevelTriggered,
        hasSafePoints: core.isObserved)
      if core.connections[first].nextOnLine < 0 {
        isClaimed = ask(first, frame)
      } else {
        isClaimed = askChain(from: first, frame, on: processor)
      }
    }
    if !isClaimed { reportUnclaimed(line, on: processor) }
    if claim.isLevelTriggered { resample(line, isClaimed: isClaimed, on: processor) }
    lockCore(processor)
    core.endService(of: line, on: processor, returningTo: previous)
    let isToBeFilled = core.hasBacklog[line.index] && core.controller.isWorthFilling(line)
    unlockCore()
    if isToBeFilled { fill(line) }
    return .serviced(line)
  }

  /// Asks the routines of a shared line.
  ///
  /// A level-triggered line is left at the first claim: it stays asserted if another device asks
  /// too. An edge says only that somebody began to ask, so the chain is walked until a whole pass
  /// has no claim (row L10a). Only the first pass brings the record: what claims in a later one has
  /// found its cause in its own device.
  ///
  /// A passive routine answers later, and until then its claim says nothing: all of them are asked,
  /// behind the others, and once.
  private func askChain(
    from first: Int, _ frame: borrowing ServiceFrame, on processor: Int
  ) -> Bool {
    if frame.isLevelTriggered {
      return askAll(from: first, frame, stopsAtClaim: true, asksPassive: true)
    }
    guard askAll(from: first, frame, stopsAtClaim: false, asksPassive: true) else { return false }
    let isOver = unsafe withUnsafePointer(to: LineRecord.bare) { bare in
      let again = unsafe ServiceFrame(
        record: bare, dispatcher: self, line: frame.line, level: frame.level,
        processor: processor, isLevelTriggered: false, hasSafePoints: frame.hasSafePoints)
      for _ in 1..<limits.chainPasses {
        guard askAll(from: first, again, stopsAtClaim: false, asksPassive: false) else {
          return true
        }
      }
      return false
    }
    if isOver { return true }
    if let owner = owner(of: frame.line) {
      note(.fault(device: owner, .endlessChain), on: processor)
    }
    return true
  }

  /// One pass over a chain: true when somebody claimed.
  private func askAll(
    from first: Int, _ frame: borrowing ServiceFrame, stopsAtClaim: Bool, asksPassive: Bool
  ) -> Bool {
    var isClaimed = false
    var index = first
    while index >= 0 {
      let isPassive = core.connections[index].serviceItem >= 0
      // They are at the end of the chain.
      if isPassive, !asksPassive { break }
      if isListening(index), !core.connections[index].isHeldBack, ask(index, frame) {
        if stopsAtClaim, !isPassive { return true }
        isClaimed = true
      }
      index = Int(core.connections[index].nextOnLine)
    }
    return isClaimed
  }

  /// Runs one service routine under its line's lock and queues what it asked for.
  ///
  /// The request for the deferred call is carried out here, after the routine has returned and its
  /// snapshot is in the ring: another processor that runs the call at once sees a whole snapshot
  /// (row S1-05).
  @inline(__always)
  private func ask(_ index: Int, _ frame: borrowing ServiceFrame) -> Bool {
    let connection = core.connections.place(at: index)
    guard let cell = unsafe connection.value.cell, let lock = unsafe connection.value.lock
    else { return false }
    let device = connection.value.device
    let stamp = core.isObserved ? watchServiceBegin(index, frame) : .none
    let wasAsserted = !frame.isLevelTriggered || isAsserted(frame.line)
    unsafe acquire(lock, for: frame.processor)
    core.processors[frame.processor].counters.locks &+= 1
    if core.isObserved { spend(timing.service, on: frame.processor) }
    let report = unsafe connection.value.routines.serve(
      cell, frame, subLine: connection.value.subLine,
      request: currentRequest(of: device, on: frame.processor))
    unsafe lock.pointee.release()
    if report.isClaimed, !wasAsserted { noteFalseClaim(index, on: frame.processor) }
    let outcome = conclude(report, of: index, device: device, on: frame.processor)
    if core.isObserved { watchServiceEnd(index, frame, outcome, report.call, since: stamp) }
    return report.isClaimed
  }

  @inline(never)
  private func noteFalseClaim(_ index: Int, on processor: Int) {
    core.connections[index].counters.falseClaims += 1
    note(.fault(device: DeviceID(core.connections[index].device), .falseClaim), on: processor)
  }

  /// Traces and times the begin of a service; out of line, because few firmwares are observed.
  @inline(never)
  private func watchServiceBegin(_ index: Int, _ frame: borrowing ServiceFrame) -> Stamp {
    let device = core.connections[index].device
    core.connections[index].serviceFrames += 1
    note(
      .serviceBegan(frame.line, device: DeviceID(device), level: frame.level),
      on: frame.processor)
    chargeDelay(of: frame.line, to: device, on: frame.processor)
    return beginRoutine(.service(index), of: device, on: frame.processor)
  }

  /// Traces and times the end of a service.
  @inline(never)
  private func watchServiceEnd(
    _ index: Int, _ frame: borrowing ServiceFrame, _ outcome: ServiceOutcome, _ call: Int,
    since stamp: Stamp
  ) {
    let device = core.connections[index].device
    reach(.requested, on: frame.processor)
    if let length = endRoutine(stamp, on: frame.processor),
      length > core.connections[index].counters.longestService
    {
      core.connections[index].counters.longestService = length
    }
    core.connections[index].serviceFrames -= 1
    note(
      .serviceEnded(frame.line, device: DeviceID(device), outcome), number: UInt32(max(call, 0)),
      on: frame.processor)
  }

  @inline(__always)
  private func currentRequest(of device: Int, on processor: Int) -> UInt32 {
    lockCore(processor)
    defer { unlockCore() }
    return core.devices[device].currentRequest
  }

  /// Counts what a service routine did, and carries out its request for a deferred call.
  @inline(__always)
  private func conclude(
    _ report: ServiceReport, of index: Int, device: Int, on processor: Int
  ) -> ServiceOutcome {
    guard report.isClaimed else {
      core.connections[index].counters.notMine += 1
      return .notMine
    }
    countClaim(of: index, isPassive: report.call == ServiceReport.passive, on: processor)
    var outcome = ServiceOutcome.claimed
    if report.call >= 0 {
      switch request(call: report.call, of: device, from: processor) {
      case .queued: outcome = .queued
      case .merged: outcome = .merged
      case .refused: outcome = .refused
      }
    } else if report.call == ServiceReport.passive {
      outcome = requestService(index, from: processor) == .merged ? .merged : .queued
    }
    if report.call <= ServiceReport.failed {
      contain(LineFault(code: UInt8(ServiceReport.failed - report.call)), of: index, on: processor)
      return .failed
    }
    if !report.isSaved {
      core.connections[index].counters.lost += 1
      outcome = .snapshotLost
    }
    if report.masksLine || (report.isFull && core.connections[index].masksWhenFull) {
      maskUntilDeferred(index, call: max(report.call, 0), on: processor)
    }
    return outcome
  }

  /// Counts a claim; under the lock where the passive routine counts in the same entry meanwhile.
  @inline(__always)
  private func countClaim(of index: Int, isPassive: Bool, on processor: Int) {
    if isPassive { lockCore(processor) }
    core.connections[index].counters.claimed &+= 1
    if isPassive { unlockCore() }
  }

  /// Looks at a level-triggered line again after its service: while the device asserts it, it asks
  /// again (row H01).
  ///
  /// A line that stays asserted however often it is served is masked and its owner named: on one
  /// processor nothing below its level would ever run again (row L98).
  @inline(never)
  private func resample(_ line: LineID, isClaimed: Bool, on processor: Int) {
    collect(on: processor)
    let isAsserted = isOnPin(line) && isAsserted(line)
    lockCore(processor)
    core.controller.setAsserted(isAsserted, on: line)
    unlockCore()
    guard isAsserted, !core.controller.isMasked(line) else {
      core.storms[line.index] = 0
      return
    }
    core.storms[line.index] += 1
    guard core.storms[line.index] >= limits.stormServices else { return }
    core.storms[line.index] = 0
    core.holds[line.index].insert(.storm)
    settleMask(of: line)
    if let owner = owner(of: line) { note(.fault(device: owner, .stillAsserted), on: processor) }
  }

  /// Holds the line back until the deferred call has caught up (rows S2-13, L72).
  @inline(never)
  private func maskUntilDeferred(_ index: Int, call: Int, on processor: Int) {
    guard !core.connections[index].holdsMask else { return }
    core.connections[index].holdsMask = true
    core.connections[index].maskingCall = call
    core.devices[core.connections[index].device].hasMaskedLine = true
    let line = core.connections[index].line
    settleMask(of: line)
  }

  private func owner(of line: LineID) -> DeviceID? {
    let first = Int(core.chains[line.index])
    return first < 0 ? nil : DeviceID(core.connections[first].device)
  }

  @inline(never)
  private func reportUnclaimed(_ line: LineID, on processor: Int) {
    core.unclaimed[line.index] += 1
    note(.unclaimed(line), on: processor)
  }
}
