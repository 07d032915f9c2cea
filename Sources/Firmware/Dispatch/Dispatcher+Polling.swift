import BoardHAL

/// Making edges of looks at a pin, for chips that cannot report them (row L01).
extension Dispatcher {
  /// Called with the core locked, when the line's gate opens.
  func startPolling(_ line: LineID, from isActive: Bool) {
    let period = core.polls[line.index].period
    guard period > .zero, !core.isGone[line.index] else { return }
    core.polls[line.index].wasActive = isActive
    core.timers.arm(core.pollTimer(of: line), deadline: backend.now + period, period: period)
  }

  /// Called with the core locked, when the gate closes.
  func stopPolling(_ line: LineID) {
    guard core.polls[line.index].period > .zero else { return }
    core.timers.cancel(core.pollTimer(of: line))
  }

  /// Looks at the pin; a change is an edge that happened at some time since the last look.
  @inline(never)
  func poll(_ line: LineID) {
    guard let value = pinValue(of: line) else { return }
    if core.isLevelTriggered[line.index] {
      lockCore(Self.outside)
      core.controller.setAsserted(value == .active, on: line)
      unlockCore()
      return
    }
    guard (value == .active) != core.polls[line.index].wasActive else { return }
    core.polls[line.index].wasActive = value == .active
    let edge: Edge = value == .active ? .rising : .falling
    guard case .edges(let settings)? = core.sources[line.index], settings.edges.contains(edge)
    else { return }
    core.polls[line.index].sequence &+= 1
    let record = EdgeRecord(
      time: backend.now, edge: edge, value: value, sequence: core.polls[line.index].sequence,
      lost: core.polls[line.index].lost)
    // There is no buffer behind a poll: what the latch refuses, the next record tells of.
    if latch(.edge(record), on: line) == .full {
      core.polls[line.index].lost &+= 1
    } else {
      core.polls[line.index].lost = 0
    }
  }
}
