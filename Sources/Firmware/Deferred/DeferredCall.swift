public import BoardHAL

/// The dispatcher's state of one deferred call.
///
///              request                    take                    request
///     ┌──────┐ ──────────► ┌────────┐ ──────────► ┌─────────┐ ──────────► ┌────────────────────┐
///     │ idle │             │ queued │             │ running │             │ running and queued │
///     └──────┘ ◄────────── └────────┘ ◄─┐         └─────────┘             └────────────────────┘
///        ▲       remove                 │   finish   │                               │
///        └──────────────────────────────┼────────────┘                               │
///                                       └───────────────── finish ───────────────────┘
///
/// A request that finds the call queued, or running and queued, merges: there will be one run, and
/// its batch holds what both saved. The queued mark is cleared before the run, so an interrupt
/// during the run gives exactly one more (rows S1-21, L11, L12). The call is in a queue in the
/// state `queued` and in no other, so it never runs beside itself (ruling 4).
struct DeferredCall {
  enum State: UInt8, BitwiseCopyable {
    case free
    case idle
    case queued
    case running
    case runningAndQueued
  }

  var state = State.free
  var importance = Importance.medium
  /// The processor whose queue the call joins.
  var target = 0
  /// The device whose deferred half runs.
  var device = 0
  /// 0 for the device's own call, from 1 for custom ones.
  var number = 0
  /// Asked for as such since its last run: it runs although nothing may have been saved for it.
  var isAsked = false
  var next: Int32 = -1
  var previous: Int32 = -1
  var counters = DeferredCounters()

  /// True once for each time that the call was asked for as such.
  @inline(__always)
  mutating func takeIsAsked() -> Bool {
    defer { isAsked = false }
    return isAsked
  }
}

/// What became of a request for a deferred call (rows S1-22, L11).
public enum DeferredRequest: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// The call was idle or running and will run once more.
  case queued
  /// The call already waits; its one run will see this request's data too.
  case merged
  /// The device has no such call, or no room for what goes with the request.
  case refused
}

/// What became of an attempt to take a deferred call out of its queue (rows L17, L19).
public enum DeferredRemoval: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// It had not started, and will not run.
  case removed
  /// It is running; the run goes on, and nothing more is queued.
  case running
  /// It was neither waiting nor running.
  case notQueued
}

/// What became of everything that was asked of one deferred call.
public struct DeferredCounters: Sendable, Hashable, BitwiseCopyable {
  /// Requests that queued the call.
  public internal(set) var queued: UInt64 = 0
  /// Requests that found it queued.
  public internal(set) var merged: UInt64 = 0
  /// Times the call ran.
  public internal(set) var runs: UInt64 = 0
  /// Snapshots delivered to it.
  public internal(set) var delivered: UInt64 = 0
  /// Snapshots that its ring had to refuse.
  public internal(set) var lost: UInt64 = 0
  /// Runs that took longer than the budget; zero while accounting is off.
  public internal(set) var overruns: UInt64 = 0
  /// The longest run, on the board's clock; zero while accounting is off.
  public internal(set) var longestRun = Nanoseconds.zero

  /// Counters that have counted nothing.
  public init() {}

  /// Counts what one run was given.
  @inline(__always)
  mutating func add(_ drained: DrainReport) {
    delivered += UInt64(drained.items)
    lost += UInt64(drained.lost)
  }
}
