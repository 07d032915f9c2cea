import BoardHAL

/// Taking deferred calls back, waiting for them, and asking for them at a later time.
extension Dispatcher {
  func removeDeferredCall(_ number: Int, of device: DeviceID) -> DeferredRemoval {
    guard let call = call(number, of: device) else { return .notQueued }
    lockCore(Self.outside)
    defer { unlockCore() }
    return core.removeDeferredCall(call)
  }

  /// Takes a deferred call back, and returns when it neither waits nor runs (row L19).
  func cancelDeferredCall(_ number: Int, of device: DeviceID) -> DeferredCancellation {
    guard let call = call(number, of: device) else { return .neverQueued }
    lockCore(Self.outside)
    let removal = core.removeDeferredCall(call)
    let isRunning = core.deferredCalls[call].running > 0
    unlockCore()
    guard isRunning else { return removal == .removed ? .removed : .neverQueued }
    repeat {
      waitAtPassive { [core] in core.deferredCalls[call].running == 0 }
    } while takeBackAgain(call)
    return .finished
  }

  /// Takes back a call that was queued again by the run that was waited for, which has left
  /// something undone; true when it runs again already.
  private func takeBackAgain(_ call: Int) -> Bool {
    lockCore(Self.outside)
    defer { unlockCore() }
    if core.deferredCalls[call].state == .queued { _ = core.removeDeferredCall(call) }
    return core.deferredCalls[call].running > 0
  }

  /// Returns when every deferred call that is queued now, on whichever processor, has finished
  /// (row L18).
  ///
  /// A call that is queued later is not waited for: of each call it is noted how often it has been
  /// queued, and waited until so many runs have ended. That costs those who queue nothing.
  func flushDeferredCalls() {
    var tickets: [(call: Int, queued: UInt64)] = []
    lockCore(Self.outside)
    for call in 0..<core.deferredCalls.count {
      let ticket = core.deferredCalls[call].counters.queued
      if !core.deferredCalls[call].hasFinished(ticket) { tickets.append((call, ticket)) }
    }
    core.hurryAll()
    unlockCore()
    waitAtPassive { [core, tickets] in
      tickets.allSatisfy { core.deferredCalls[$0.call].hasFinished($0.queued) }
    }
  }

  /// Serves lines and runs deferred calls until `isDone`, which is asked with the core locked.
  ///
  /// With several threads, only those of processor 0, whose thread is the one that has passive
  /// level; the other processors have threads of their own, or stacks, under an interleaver.
  ///
  /// - Precondition: the caller is at passive level, so that it does not wait for itself.
  private func waitAtPassive(_ isDone: @escaping () -> Bool) {
    // Where threads preempt, the processor may be another's, who waits for a page or for its turn.
    precondition(
      isPreemptive
        || core.processors[0].level == .passive && !core.processors[0].isInThreadedCall,
      "waited for deferred calls above passive level")
    var waits = 0
    while true {
      lockCore(Self.outside)
      let hasEnded = isDone()
      unlockCore()
      if hasEnded { return }
      var isIdle = true
      let others = isShared || core.isInterleaved
      for processor in 0..<(others ? 1 : limits.processors) where step(on: processor) != .idle {
        isIdle = false
      }
      guard isIdle else { continue }
      precondition(others, "waited for a deferred call that is on the caller's own stack")
      wait(on: 0, after: waits, until: isDone)
      waits += 1
    }
  }

  /// Asks for a deferred call at a later time; a call has one such time, which this moves.
  func runAgain(_ number: Int, of device: DeviceID, at deadline: BoardInstant, from processor: Int)
  {
    guard let call = call(number, of: device) else { return }
    lockCore(processor)
    core.timers.arm(core.againTimer(of: call), deadline: deadline, period: .zero)
    unlockCore()
  }

  /// A call that has waited for others for as long as it may waits no longer (row L15).
  func hurry(_ call: Int, on processor: Int) {
    lockCore(processor)
    defer { unlockCore() }
    guard core.deferredCalls[call].state == .queued else { return }
    core.queues.hurry(call, in: core.deferredCalls)
  }

  /// Takes back what the device's calls have asked for at later times.
  func cancelRunsAgain(of device: Int) {
    lockCore(Self.outside)
    defer { unlockCore() }
    for number in 0..<core.devices[device].callCount {
      core.timers.cancel(core.againTimer(of: Int(core.devices[device].firstCall) + number))
    }
  }

  private func call(_ number: Int, of device: DeviceID) -> Int? {
    guard number >= 0, number < core.devices[device.index].callCount else { return nil }
    return Int(core.devices[device.index].firstCall) + number
  }
}
