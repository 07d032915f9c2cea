import BoardHAL

/// How the outside reaches the core: records, and the passing of virtual time.
extension Dispatcher {
  /// A place where a more urgent line may interrupt: acknowledging, touching a register, spending
  /// time, and the end of a critical section.
  @usableFromInline
  func safePoint(on processor: Int) {
    reach(.safePoint, on: processor)
    guard hasVirtualTime || core.processors[processor].isInThreadedCall else { return }
    collect(on: processor)
    serveNested(on: processor)
  }

  /// Lets `time` pass on a virtual board, serving what interrupts meanwhile.
  ///
  /// What more urgent routines take comes on top: an interrupted routine still gets its own time.
  func spend(_ time: Nanoseconds, on processor: Int) {
    guard hasVirtualTime else { return }
    reach(.safePoint, on: processor)
    var left = time
    while left > .zero {
      let began = backend.now
      let end = nameOverruns(at: began, on: processor, before: began + left)
      _ = backend.wait(until: soonest(end))
      left = left - (backend.now - began)
      collect(on: processor)
      serveNested(on: processor)
    }
  }

  /// The earlier of `deadline` and the next timer's.
  func soonest(_ deadline: BoardInstant) -> BoardInstant {
    guard let timer = core.timers.nextDeadline, timer < deadline else { return deadline }
    return timer < backend.now ? backend.now : timer
  }

  /// Takes what the board has ready into the controller, and queues timers that have run out.
  ///
  /// Not with several threads: then the engine that owns them hands the records in.
  ///
  /// In line, because it only asks, and before each routine.
  @inline(__always)
  func collect(on processor: Int) {
    guard !isShared else { return }
    if let line = backend.takeReadyLine() { takeIn(line) }
    if core.timers.isRunning { expireTimers(on: processor) }
  }

  /// Takes in what a line has, and all others that are ready.
  @inline(never)
  private func takeIn(_ first: LineID) {
    var next: LineID? = first
    while let line = next {
      if !isSated(line), !fill(line) { checkPresence(of: line) }
      next = backend.takeReadyLine()
    }
  }

  /// Records wait below for room in the line's latch, and it is not worth while to fetch them yet:
  /// one by one, each would cost a call for itself.
  @inline(__always)
  private func isSated(_ line: LineID) -> Bool {
    core.hasBacklog[line.index] && !core.controller.isWorthFilling(line)
  }

  /// Moves the line's records from the hardware's buffer into its latch, as many as fit.
  ///
  /// The rest stays where it is, so that a slow firmware overruns the hardware's buffer and not
  /// some queue of ours, and the loss is counted where the hardware counts it.
  ///
  /// - Returns: false when there was nothing to move.
  @discardableResult
  func fill(_ line: LineID) -> Bool {
    lockCore(Self.outside)
    defer { unlockCore() }
    core.hasBacklog[line.index] = false
    guard !core.isGone[line.index] else { return true }
    var hasMoved = false
    while true {
      guard
        core.discards[line.index]
          || core.controller.isEnabled(line) && core.controller.hasRoom(line)
      else {
        core.hasBacklog[line.index] = true
        return true
      }
      guard let record = backend.takeRecord(from: line) else { return hasMoved }
      hasMoved = true
      if core.isTracing { trace(record, on: line) }
      if core.isLevelTriggered[line.index], case .edge(let edge) = record {
        core.controller.setAsserted(edge.value == .active, on: line)
      } else {
        let reception = core.controller.latch(record, on: line)
        noteReception(reception, of: line)
        if core.isTracing { trace(reception, of: line) }
      }
    }
  }

  /// Puts a record into a line's latch on behalf of whoever has it.
  @inline(__always)
  func latch(_ record: LineRecord, on line: LineID) -> InterruptController.Reception {
    lockCore(Self.outside)
    let reception = core.controller.latch(record, on: line)
    if core.isObserved { watchReception(reception, of: record, on: line) }
    unlockCore()
    return reception
  }

  /// Traces what was handed in; out of line, because few firmwares are observed.
  @inline(never)
  private func watchReception(
    _ reception: InterruptController.Reception, of record: LineRecord, on line: LineID
  ) {
    noteReception(reception, of: line)
    // A record that was not taken is still the caller's, and will be handed in again.
    if core.isTracing, reception != .full {
      trace(record, on: line)
      trace(reception, of: line)
    }
  }

  /// Asks for service of a line without a record, as the application does.
  func raise(_ line: LineID, from processor: Int) -> InterruptController.Reception {
    lockCore(processor)
    if core.isTracing { trace(.raised(line), isByApplication: true) }
    let reception = core.controller.raise(line)
    noteReception(reception, of: line)
    if core.isTracing { trace(reception, of: line) }
    unlockCore()
    ringDeferred()
    return reception
  }
}
