import BoardHAL

/// How a recording of a real board is followed where the kernel preempted.
///
/// There, whoever was more urgent came in between any two instructions. What can be told apart in a
/// trace is only between which two happenings that was; so a replay lets it in behind each of them.
/// What one happening says and does is done in one piece, under the core's lock, for that reason.
extension Dispatcher {
  /// Behind a happening: serves what came here when this was recorded, and nothing else.
  @inline(__always)
  func replayPoint(on processor: Int) {
    if witness != nil { letIn(on: processor) }
  }

  @inline(never)
  private func letIn(on processor: Int) {
    guard let witness, witness.replaysClock else { return }
    collect(on: max(processor, 0))
    guard core.processors[max(processor, 0)].level == .passive else {
      return serveNested(on: max(processor, 0))
    }
    while witness.interruptsPassive {
      collect(on: max(processor, 0))
      if step(on: max(processor, 0)) == .idle { return }
    }
  }

  /// True where a recording goes on above passive level, so that this has no turn yet.
  var isInterruptedHere: Bool {
    guard let witness else { return false }
    return witness.replaysClock && witness.interruptsPassive
  }

  /// How many snapshots a deferred call may be given: as many as there were when it was recorded.
  ///
  /// Its rings are read at a moment that no happening shows.
  @inline(never)
  func recordedItems(_ call: Int, of device: Int) -> Int {
    guard let witness, witness.replaysClock else { return Int.max }
    return witness.items(ofCall: call, of: DeviceID(device)) ?? Int.max
  }
}
