/// What one deferred call is and does at the moment: for dumps and tests.
public struct DeferredCallInfo: Sendable, Hashable, CustomStringConvertible {
  /// Where a call is in its life.
  public enum State: String, Sendable, Hashable {
    /// Neither waiting nor running.
    case idle
    /// Waiting in its processor's queue.
    case queued
    /// Running.
    case running
    /// Running, and asked for again meanwhile.
    case runningAndQueued = "running and queued"
  }

  /// The name of the device whose deferred half it runs.
  public let device: String
  /// 0 for the device's own call, from 1 for custom ones.
  public let number: Int
  /// Where the call is in its life.
  public let state: State
  /// Where it joins its queue.
  public let importance: Importance
  /// The virtual processor that runs it.
  public let processor: Int
  /// What became of the requests for it.
  public let counters: DeferredCounters

  /// The value in words.
  public var description: String {
    "deferred call \(number) of \(device): \(state.rawValue), \(importance) importance, "
      + "processor \(processor)"
  }
}
