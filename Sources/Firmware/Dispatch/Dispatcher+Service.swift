import BoardHAL

extension Dispatcher {
  /// Serves a claimed line: asks the line's routines, and gives the line back.
  func service(
    _ claim: InterruptController.Claim, on processor: Int, returningTo previous: Level
  ) {
    let line = claim.line
    let first = Int(core.chains[line.index])
    var isClaimed = false
    if first >= 0 {
      let frame = ServiceFrame(
        record: claim.record, dispatcher: self, line: line, level: claim.level,
        processor: processor)
      if core.connections[first].nextOnLine < 0 {
        isClaimed = ask(first, frame)
      } else {
        isClaimed = askChain(from: first, frame)
      }
    }
    if !isClaimed { reportUnclaimed(line, on: processor) }
    lockCore(processor)
    core.endService(of: line, on: processor, returningTo: previous)
    unlockCore()
    if core.hasBacklog[line.index] { fill(line) }
  }

  /// Asks the routines of a shared line.
  ///
  /// A level-triggered line is left at the first claim: it stays asserted if another device asks
  /// too. An edge says only that somebody began to ask, so the chain is walked until a whole pass
  /// has no claim (row L10a).
  private func askChain(from first: Int, _ frame: borrowing ServiceFrame) -> Bool {
    let stopsAtClaim = core.controller.configuration(of: frame.line).trigger == .level
    var isClaimed = false
    for _ in 0..<limits.chainPasses {
      var isClaimedInPass = false
      var index = first
      while index >= 0 {
        if ask(index, frame) {
          if stopsAtClaim { return true }
          isClaimedInPass = true
        }
        index = Int(core.connections[index].nextOnLine)
      }
      guard isClaimedInPass else { break }
      isClaimed = true
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
    guard let cell = unsafe core.connections[index].cell,
      let lock = unsafe core.connections[index].lock
    else { return false }
    let device = core.connections[index].device
    note(
      .serviceBegan(frame.line, device: DeviceID(device), level: frame.level),
      on: frame.processor)
    let began = core.isAccounting ? backend.now : .start
    unsafe lock.pointee.acquire(for: frame.processor)
    if hasVirtualTime { spend(timing.service, on: frame.processor) }
    let report = unsafe core.connections[index].routines.service(
      cell, frame, core.connections[index].subLine, core.devices[device].currentRequest)
    unsafe lock.pointee.release()
    let outcome = settle(report, of: index, device: device, on: frame.processor)
    reach(.requested, on: frame.processor)
    if core.isAccounting {
      let length = backend.now - began
      if length > core.connections[index].counters.longestService {
        core.connections[index].counters.longestService = length
      }
      if length > budgets.service {
        core.connections[index].counters.overruns += 1
        note(.fault(device: DeviceID(device), .serviceOverrun), on: frame.processor)
      }
    }
    note(.serviceEnded(frame.line, device: DeviceID(device), outcome), on: frame.processor)
    return report.isClaimed
  }

  /// Counts what a service routine did, and carries out its request for a deferred call.
  @inline(__always)
  private func settle(
    _ report: ServiceReport, of index: Int, device: Int, on processor: Int
  ) -> ServiceOutcome {
    guard report.isClaimed else {
      core.connections[index].counters.notMine += 1
      return .notMine
    }
    core.connections[index].counters.claimed += 1
    var outcome = ServiceOutcome.claimed
    if report.call >= 0 {
      switch request(call: report.call, of: device, from: processor) {
      case .queued: outcome = .queued
      case .merged: outcome = .merged
      case .refused: outcome = .refused
      }
    }
    if !report.isSaved {
      core.connections[index].counters.lost += 1
      outcome = .snapshotLost
    }
    return outcome
  }

  @inline(never)
  private func reportUnclaimed(_ line: LineID, on processor: Int) {
    core.unclaimed[line.index] += 1
    note(.unclaimed(line), on: processor)
  }
}
