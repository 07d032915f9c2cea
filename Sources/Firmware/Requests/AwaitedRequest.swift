import BoardHAL

/// A request whose end somebody awaits; its place is kept, so that the end cannot be lost.
struct AwaitedRequest {
  /// The request, or nil for a free place.
  var request: RequestID?
  /// How it ended, until that has been taken.
  var completion: Completion?
}

extension Dispatcher {
  /// Keeps a place for the end of a request; false when as many are awaited as the limits allow.
  func await(_ request: RequestID) -> Bool {
    lockCore(Self.outside)
    defer { unlockCore() }
    guard let place = (0..<core.awaited.count).first(where: { core.awaited[$0].request == nil })
    else { return false }
    core.awaited[place] = AwaitedRequest(request: request)
    core.tallies.awaited += 1
    return true
  }

  /// Gives a place up again, of a request that was never made.
  func forget(_ request: RequestID) {
    lockCore(Self.outside)
    defer { unlockCore() }
    guard let place = place(of: request) else { return }
    core.awaited[place] = AwaitedRequest()
    core.tallies.awaited -= 1
  }

  /// Keeps the end of a request for who awaits it; false when nobody does.
  ///
  /// For a caller that holds the core's lock.
  func answer(_ completion: Completion) -> Bool {
    guard core.tallies.awaited > 0, let place = place(of: completion.request) else { return false }
    core.awaited[place].completion = completion
    core.tallies.answers += 1
    return true
  }

  /// Takes the end of an awaited request, or returns nil when none has ended.
  func takeAnswer() -> Completion? {
    lockCore(Self.outside)
    defer { unlockCore() }
    guard core.tallies.answers > 0,
      let place = (0..<core.awaited.count).first(where: { core.awaited[$0].completion != nil })
    else { return nil }
    defer {
      core.awaited[place] = AwaitedRequest()
      core.tallies.awaited -= 1
      core.tallies.answers -= 1
    }
    return core.awaited[place].completion
  }

  private func place(of request: RequestID) -> Int? {
    (0..<core.awaited.count).first { core.awaited[$0].request == request }
  }
}
