package import BoardHAL

/// What an explorer of schedules needs besides `step` and the interleaver.
extension Firmware {
  /// The invariants that do not hold at this moment; empty when all is well.
  ///
  /// May be asked at any time by the one thread that runs the firmware, also at schedule points.
  public func violations() -> [Violation] { dispatcher.core.violations() }

  /// Takes in the state of the firmware, without that of its devices.
  package func mix(into fingerprint: inout Fingerprint) { dispatcher.core.mix(into: &fingerprint) }

  /// How many virtual processors there are.
  package var processorCount: Int { dispatcher.limits.processors }

  /// True when no routine is on the stack of a processor.
  package func isAtRest(_ processor: Int) -> Bool {
    dispatcher.core.processors[processor].level == .passive
  }

  /// True when `step(on:)` would do something, apart from handing out events.
  package func hasWork(on processor: Int) -> Bool {
    let level = dispatcher.core.processors[processor].level
    return dispatcher.core.controller.hasLine(for: processor, above: level)
      || level < .dispatch && !dispatcher.core.queues.demand(on: processor).isEmpty
  }

  /// True when `step(on:)` would hand out an event.
  package var owesEvent: Bool { dispatcher.hasEvents && (onEvent != nil || !reactions.isEmpty) }

  /// True when what the processor would do next needs a lock that a routine on the stack holds.
  ///
  /// With a thread for each processor it would wait; on one thread it would wait for ever.
  package func isBlocked(_ processor: Int) -> Bool {
    let level = dispatcher.core.processors[processor].level
    if let line = dispatcher.core.controller.nextLine(for: processor, above: level) {
      var entry = Int(dispatcher.core.chains[line.index])
      while entry >= 0 {
        if isHeld(entry) { return true }
        entry = Int(dispatcher.core.connections[entry].nextOnLine)
      }
      return false
    }
    let call = dispatcher.core.queues.first(on: processor)
    guard call >= 0 else { return false }
    // The call may enter the lines of its device, and nobody else's.
    let device = dispatcher.core.deferredCalls[call].device
    var entry = Int(dispatcher.core.devices[device].firstConnection)
    while entry >= 0 {
      if isHeld(entry) { return true }
      entry = Int(dispatcher.core.connections[entry].nextOfDevice)
    }
    return false
  }

  private func isHeld(_ entry: Int) -> Bool {
    guard let lock = unsafe dispatcher.core.connections[entry].lock else { return false }
    return unsafe lock.pointee.isHeld
  }

  /// Does the most urgent thing for a processor that is perhaps in the middle of another: a line
  /// above its level, or a deferred call if it is below dispatch.
  package func stepNested(on processor: Int) -> Step { dispatcher.step(on: processor) }

  /// Takes what the board has ready, as the next step or safe point would.
  package func collect() { dispatcher.collect(on: 0) }

  /// The lines that are held back.
  package var maskedLines: [LineID] {
    lines.filter { dispatcher.core.controller.isMasked($0) }
  }

  /// Lines whose pin says that their device asserts them, of which the controller knows nothing.
  ///
  /// For moments when the board has been asked for everything it has.
  package var forgottenLines: [LineID] {
    lines.filter { line in
      let core = dispatcher.core.isLevelTriggered[line.index]
      guard core, case .edges? = source(of: line),
        dispatcher.core.controller.isEnabled(line), !dispatcher.core.controller.isMasked(line),
        !dispatcher.core.controller.isInService(line),
        !dispatcher.core.controller.isPending(line)
      else { return false }
      return (try? board.value(of: line)) == .active
    }
  }

  /// True when some line is level-triggered, so that `forgottenLines` can find something.
  package var hasLevelTriggeredLines: Bool {
    for line in 0..<dispatcher.core.isLevelTriggered.count
    where dispatcher.core.isLevelTriggered[line] { return true }
    return false
  }

  /// The number of the newest request.
  package var newestRequest: UInt32 { dispatcher.core.tallies.lastRequest }
}

extension StartedDevice where D: InterruptDriven & ~Copyable {
  /// Reads the line state of one of the device's connections between runs: for tests and reports.
  public func inspectLine<Result>(
    _ connection: Int = 0, _ body: (borrowing D.LineState) -> Result
  ) -> Result {
    guard let index = firmware.dispatcher.entry(of: connection, device: id.index),
      let cell = unsafe firmware.dispatcher.core.connections[index].cell
    else { preconditionFailure("the device has no connection \(connection)") }
    return unsafe body(cell.assumingMemoryBound(to: ConnectionCell<D>.self).pointee.state.value)
  }
}
