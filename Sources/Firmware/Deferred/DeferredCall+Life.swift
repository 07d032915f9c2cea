/// The ways from state to state, the same for deferred calls and for work items (rows L12, L63).
extension DeferredCall {
  /// What a request for the call comes to.
  enum Asked {
    /// It was idle and has to join its queue.
    case joins
    /// It runs, and will join its queue when it ends.
    case again
    case merged
    case refused
  }

  @inline(__always)
  mutating func ask() -> Asked {
    switch state {
    case .idle:
      state = .queued
      counters.queued &+= 1
      return .joins
    case .running:
      state = .runningAndQueued
      counters.queued += 1
      return .again
    case .queued, .runningAndQueued:
      counters.merged += 1
      return .merged
    case .free:
      return .refused
    }
  }

  /// Clears the queued mark, before the run, so that a request from now on gives another one.
  mutating func begin() {
    state = .running
    counters.runs += 1
  }

  /// Ends a run; true when the call has to join its queue again.
  mutating func end(hasMore: Bool) -> Bool {
    let isWantedAgain = state == .runningAndQueued
    guard isWantedAgain || hasMore else {
      state = .idle
      return false
    }
    if !isWantedAgain { counters.queued += 1 }
    state = .queued
    return true
  }
}
