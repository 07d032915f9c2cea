public import BoardHAL

extension Firmware {
  /// Why `run` returned.
  public enum Pause: Sendable, Hashable {
    /// The deadline was reached.
    case deadline
    /// Nothing is left to do, no timer runs, and the board will bring nothing more.
    case quiet
    /// `stop` was called.
    case stopped
    /// What was waited for has come.
    case satisfied
  }

  /// Does the single most urgent thing there is for a virtual processor, and says what.
  ///
  /// Never waits: on a board with virtual time no time passes but what routines spend.
  public func step(on processor: Int = 0) -> Step { advance(processor) }

  @inline(__always)
  private func advance(_ processor: Int) -> Step {
    dispatcher.collect(on: processor)
    // Deferred calls that ask for each other for ever must not starve the application (row L16).
    let owesApplication = dispatcher.owesApplication(on: processor)
    if !owesApplication {
      let step = dispatcher.step(on: processor)
      switch step {
      case .idle, .delivered, .passive: break
      case .serviced, .ran: return step
      }
    }
    let step = stepAtPassiveLevel(on: processor)
    guard owesApplication else { return step }
    dispatcher.beginRound(on: processor, hadTurn: step != .idle)
    return step == .idle ? dispatcher.step(on: processor) : step
  }

  func stepAtPassiveLevel(on processor: Int) -> Step {
    // Passive level belongs to one thread: the one that runs processor 0.
    guard processor == 0 else { return .idle }
    #if !hasFeature(Embedded)
      // In turns with the events, so that neither can starve the other.
      if passive.isInUse, !dispatcher.hasEvents || isPassiveTurn,
        let step = passive.step()
      {
        isPassiveTurn = false
        return step
      }
      isPassiveTurn = true
    #endif
    return dispatcher.hasEvents ? deliverEvent() : .idle
  }

  /// Hands the oldest event to the reactions and the application.
  ///
  /// Kept out of line: inlining the borrowed token into `settle` crashes the 6.3.1 optimiser. And
  /// looking at a handler that others may set is a run-time exclusivity check, which `settle` would
  /// pay for each time.
  @inline(never)
  private func deliverEvent() -> Step {
    // Without anybody to tell, events stay where `takeEvent` finds them, and a full queue counts.
    guard onEvent != nil || !reactions.isEmpty,
      let event = dispatcher.takeEvent(isDelivered: true)
    else { return .idle }
    reactions.answer(event, in: self)
    if let onEvent {
      let context = PassiveContext(firmware: self)
      onEvent(event, context)
    }
    return .delivered(event.device, code: event.code)
  }

  /// Runs every processor until there is nothing to do at this moment; no time passes by itself.
  ///
  /// - Returns: how many steps there were.
  @discardableResult
  public func settle() -> Int {
    dispatcher.limits.processors > 1 ? settleTogether() : settleAlone(asksBoardAtEnd: true)
  }

  /// Runs what the firmware knows of, and leaves the last question to the board's wait: on a real
  /// board a question is a call of the kernel, and the wait asks the same.
  ///
  /// With virtual time the question is a part of the model: it decides what comes before the wait.
  private func settleBeforeWait() {
    guard dispatcher.limits.processors == 1, !dispatcher.isShared, !dispatcher.hasVirtualTime
    else {
      settle()
      return
    }
    settleAlone(asksBoardAtEnd: false)
  }

  /// Lets each processor do one thing in turn.
  @inline(never)
  private func settleTogether() -> Int {
    var count = 0
    var isIdle = false
    while !isIdle, !isStopping {
      isIdle = true
      for processor in 0..<dispatcher.limits.processors {
        dispatcher.willStep()
        guard step(on: processor) != .idle else { continue }
        isIdle = false
        count += 1
        drainTrace()
      }
    }
    drainTrace()
    return count
  }

  /// The same with one processor, in one loop: apart, three steps cost a fifth more.
  @inline(__always)
  @discardableResult
  private func settleAlone(asksBoardAtEnd: Bool) -> Int {
    var count = 0
    while !isStopping {
      if case .idle = advance(0) { break }
      count += 1
      if dispatcher.core.isTracing { drainTrace() }
      if !asksBoardAtEnd, !hasPassiveWork, dispatcher.tryRest(on: 0) { break }
    }
    if dispatcher.core.isTracing { drainTrace() }
    return count
  }

  /// Passive level may have something to do.
  private var hasPassiveWork: Bool {
    #if hasFeature(Embedded)
      return dispatcher.hasEvents
    #else
      return dispatcher.hasEvents || passive.isInUse
    #endif
  }

  /// Runs the firmware until `deadline`, or for ever.
  ///
  /// Waits for the board when there is nothing to do: on a live board by sleeping, on a virtual one
  /// by moving time to the next thing that happens.
  @discardableResult
  public func run(until deadline: BoardInstant? = nil) -> Pause {
    run(until: deadline) { false }
  }

  /// Runs the firmware until `deadline`, or until what the caller waits for has come.
  ///
  /// `isSatisfied` is asked whenever nothing is left to do at the moment, so that everything that
  /// follows from what was waited for has happened too when this returns.
  @discardableResult
  public func run(until deadline: BoardInstant?, or isSatisfied: () -> Bool) -> Pause {
    while true {
      settleBeforeWait()
      onSettle?()
      if isStopping { return .stopped }
      if isSatisfied() { return .satisfied }
      if let deadline, now >= deadline { return .deadline }
      let next = nextWake(before: deadline)
      if !board.wait(until: next), next == nil { return .quiet }
    }
  }

  /// When the next timer of a device runs out or a sleeper is to wake, or nil when there is none.
  public var nextTimer: BoardInstant? { nextWake(before: nil) }

  private func nextWake(before deadline: BoardInstant?) -> BoardInstant? {
    let next = dispatcher.nextWake(before: deadline)
    #if hasFeature(Embedded)
      return next
    #else
      guard let sleeper = passive.nextDeadline else { return next }
      return min(sleeper, next ?? sleeper)
    #endif
  }

  /// Waits at passive level, serving everything above it.
  func wait(for time: Nanoseconds) {
    let deadline = now + time
    while true {
      serveAbovePassive()
      if now >= deadline { return }
      let next = dispatcher.nextWake(before: deadline)
      _ = board.wait(until: next)
    }
  }

  /// Runs what is more urgent than the passive-level code that calls.
  func serveAbovePassive() {
    // With threads, the others look after theirs.
    for processor in 0..<(dispatcher.isShared ? 1 : dispatcher.limits.processors) {
      dispatcher.collect(on: processor)
      repeat { dispatcher.willStep() } while dispatcher.step(on: processor) != .idle
    }
    drainTrace()
  }

  /// Asks `run` to return after the step it is in.
  public func stop() {
    isStopping = true
  }

  /// Hands what has been traced to `onTrace`; out of line for the reason given at `deliverEvent`.
  @inline(never)
  public func drainTrace() {
    guard let onTrace else { return }
    while let event = dispatcher.takeTraced() {
      onTrace(event)
    }
  }

  /// Takes the oldest event that no handler has seen, or nil.
  public func takeEvent() -> DeviceEventRecord? {
    dispatcher.takeEvent(isDelivered: false)
  }

  /// Takes the oldest ended request that nobody has seen, or nil.
  public func takeCompletion() -> Completion? {
    dispatcher.takeCompletion()
  }

  /// Stops every device, most recent first, and puts the outputs into their safe state.
  public func shutDown() {
    dispatcher.noteByApplication(.shutDown)
    #if !hasFeature(Embedded)
      passive.close()
    #endif
    dispatcher.stopDevices()
    drainTrace()
    board.enterSafeState()
  }
}
