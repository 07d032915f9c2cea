import BoardHAL

/// Who took how long, and who waited for whom: while accounting is on.
extension Dispatcher {
  /// The beginning of a routine, kept on the stack until its end.
  struct Stamp {
    let began: BoardInstant
    /// What the routine around this one had lost to others before.
    let insideBefore: Nanoseconds

    /// Nothing is measured.
    static var none: Stamp { Stamp(began: .start, insideBefore: .zero) }
  }

  @inline(__always)
  func beginRoutine(_ routine: Watch.Routine, of device: Int, on processor: Int) -> Stamp {
    guard core.isAccounting else { return .none }
    let now = backend.now
    lockCore(processor)
    defer { unlockCore() }
    let insideBefore = core.processors[processor].inside
    core.processors[processor].inside = .zero
    watch(Watch(routine: routine, device: Int32(device), began: now), on: processor)
    return Stamp(began: now, insideBefore: insideBefore)
  }

  /// Ends a routine: returns how long it took, others that interrupted it included.
  ///
  /// Nil when its begin was not seen: accounting was switched on or off meanwhile.
  @inline(__always)
  func endRoutine(_ stamp: Stamp, on processor: Int) -> Nanoseconds? {
    guard core.isAccounting else { return nil }
    let ended = backend.now
    nameLate(at: ended, on: processor)
    lockCore(processor)
    defer { unlockCore() }
    guard core.processors[processor].watched > 0 else { return nil }
    let device = core.watch(on: processor).device
    unwatch(on: processor)
    let length = ended - stamp.began
    let own = length - core.processors[processor].inside
    core.processors[processor].inside = stamp.insideBefore + length
    core.processors[processor].remember(
      ProcessorState.Span(device: device, began: stamp.began, ended: ended, own: own))
    return length
  }

  /// Notes when a line became pending, to know later how long it waited.
  @inline(__always)
  func noteReception(_ reception: InterruptController.Reception, of line: LineID) {
    guard core.isAccounting, reception == .pending else { return }
    core.pendingSince[line.index] = backend.now
  }

  /// Charges the time that a line waited to those whose routines ran meanwhile (row S2-22).
  func chargeDelay(of line: LineID, to victim: Int, on processor: Int) {
    guard core.isAccounting else { return }
    lockCore(processor)
    defer { unlockCore() }
    let since = core.pendingSince[line.index]
    core.pendingSince[line.index] = backend.now
    for index in 0..<ProcessorState.spanCapacity {
      let span = core.processors[processor].spans[index]
      guard span.device >= 0, span.ended > since else { continue }
      let overlap = span.ended - max(span.began, since)
      core.blame[victim * limits.devices + Int(span.device)] += min(span.own, overlap)
    }
  }
}
