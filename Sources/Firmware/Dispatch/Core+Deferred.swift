import BoardHAL

/// What deferred calls have besides the way into a queue and out of it: nothing here is on the way
/// of a plain call.
extension Core {
  /// The timer that asks for a call again (row L21).
  func againTimer(of call: Int) -> Int { devices.count * DeviceEntry.timerCapacity + call }

  /// The timer at which a patient call waits no longer for others (row L15).
  func delayTimer(of call: Int) -> Int { againTimer(of: call) + deferredCalls.count }

  /// The timer by which a line without interrupts is polled (row L01).
  func pollTimer(of line: LineID) -> Int {
    devices.count * DeviceEntry.timerCapacity + 2 * deferredCalls.count + line.index
  }

  /// What a timer of the queue belongs to.
  func owner(ofTimer timer: Int) -> TimerOwner {
    let deviceTimers = devices.count * DeviceEntry.timerCapacity
    if timer < deviceTimers {
      return .device(timer / DeviceEntry.timerCapacity, timer: timer % DeviceEntry.timerCapacity)
    }
    let call = timer - deviceTimers
    guard call < 2 * deferredCalls.count else {
      return .poll(LineID(call - 2 * deferredCalls.count))
    }
    return call < deferredCalls.count ? .again(call) : .delay(call - deferredCalls.count)
  }

  /// What taking a call out of its queue means besides, for one that is not plain.
  func beginSpecialCall(_ call: Int) {
    deferredCalls[call].isDue = false
    if deferredCalls[call].traits.contains(.patient) { timers.cancel(delayTimer(of: call)) }
    if deferredCalls[call].traits.contains(.concurrent) {
      deferredCalls[call].runners += 1
    }
  }

  /// Queues a concurrent call on the processor that asks, also while others run it (row L13).
  func enqueueConcurrent(_ call: Int, from processor: Int) -> DeferredRequest {
    guard deferredCalls[call].state != .queued else {
      deferredCalls[call].counters.merged += 1
      return .merged
    }
    if processor >= 0 { deferredCalls[call].target = processor }
    deferredCalls[call].state = .queued
    deferredCalls[call].counters.queued += 1
    queues.join(call, in: deferredCalls)
    return .queued
  }

  func endConcurrentCall(
    _ call: Int, hasMore: Bool, on processor: Int, returningTo previous: Level
  ) {
    deferredCalls[call].runners -= 1
    if hasMore {
      _ = enqueueConcurrent(call, from: processor)
    } else if deferredCalls[call].state == .running, deferredCalls[call].runners == 0 {
      deferredCalls[call].state = .idle
    }
    processors[processor].leaveDeferredCall(returningTo: previous)
  }

  /// Takes the first threaded call of the processor, if it is at passive level and runs none.
  ///
  /// The level stays passive, so that everything else that comes is let in before it ends.
  func beginThreadedCall(on processor: Int) -> Int? {
    guard processors[processor].level == .passive, !processors[processor].isInThreadedCall,
      let call = queues.takeFirstThreaded(on: processor, in: deferredCalls)
    else { return nil }
    deferredCalls[call].state = .running
    deferredCalls[call].counters.runs += 1
    processors[processor].enterThreadedCall()
    return call
  }

  /// Takes a waiting call out of the queue, or back what was asked of a running one (row L17).
  ///
  /// A run that was asked for at a later time is taken back too.
  func removeDeferredCall(_ call: Int) -> DeferredRemoval {
    let wasToRunAgain = timers.isRunning(againTimer(of: call))
    timers.cancel(againTimer(of: call))
    switch deferredCalls[call].state {
    case .queued:
      queues.leave(call, in: deferredCalls)
      timers.cancel(delayTimer(of: call))
      deferredCalls[call].state = deferredCalls[call].runners > 0 ? .running : .idle
      deferredCalls[call].isAsked = false
      deferredCalls[call].counters.removed += 1
      return .removed
    case .runningAndQueued:
      deferredCalls[call].state = .running
      deferredCalls[call].isAsked = false
      deferredCalls[call].counters.removed += 1
      return .running
    case .running:
      return .running
    case .idle:
      return wasToRunAgain ? .removed : .notQueued
    case .free:
      return .notQueued
    }
  }

  /// Lets no waiting call wait for others: the calls that somebody waits for.
  func hurryAll() {
    for call in 0..<deferredCalls.count where deferredCalls[call].state == .queued {
      queues.hurry(call, in: deferredCalls)
    }
  }
}

/// What a timer was armed for.
enum TimerOwner {
  case device(Int, timer: Int)
  case again(Int)
  case delay(Int)
  case poll(LineID)
}
