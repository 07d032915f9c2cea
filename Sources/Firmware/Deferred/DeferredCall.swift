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

  /// What makes a call more than a plain one: together one byte, which a dispatch tests as a whole.
  struct Traits: OptionSet, BitwiseCopyable {
    let rawValue: UInt8

    /// Joins at the head.
    static let urgent = Traits(rawValue: 1)
    /// Waits for others, up to its maximum delay.
    static let patient = Traits(rawValue: 2)
    /// Runs at passive level, and in a queue of its own sort.
    static let threaded = Traits(rawValue: 4)
    /// May run beside itself (row L13).
    static let concurrent = Traits(rawValue: 8)
  }

  var state = State.free
  var traits: Traits = []
  /// A patient call is due: others wait, or its maximum delay has passed.
  var isDue = false
  /// How many processors run it at this moment; kept for a concurrent call, which has no one state.
  var runners: UInt8 = 0
  /// The queue that the call joins: its processor's, or that of its processor's threaded calls.
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
  /// How long it may wait for others; of meaning for a patient call.
  var maximumDelay = Nanoseconds.zero
  /// How long one run may take, or nil for the firmware's budget.
  var budget: Nanoseconds?

  init() {}

  init(_ options: DeferredOptions, target: Int, device: Int, number: Int) {
    state = .idle
    importance = options.importance
    if options.isThreaded { traits.insert(.threaded) }
    maximumDelay = options.maximumDelay
    budget = options.budget
    self.target = target
    self.device = device
    self.number = number
  }

  var importance: Importance {
    get { traits.contains(.urgent) ? .high : traits.contains(.patient) ? .low : .medium }
    set {
      traits.subtract([.urgent, .patient])
      if newValue == .high { traits.insert(.urgent) }
      if newValue == .low { traits.insert(.patient) }
    }
  }

  /// How many runs have begun and not ended.
  var running: UInt64 {
    if traits.contains(.concurrent) { return UInt64(runners) }
    return state == .running || state == .runningAndQueued ? 1 : 0
  }

  /// Everything that had been queued when `counters.queued` was `ticket` has run or been removed.
  ///
  /// A call runs once for each time that it is queued, one run after the other, so what has ended
  /// has ended in the order of queueing. Of a concurrent call that is not so: there it waits for a
  /// moment when nothing of it runs.
  func hasFinished(_ ticket: UInt64) -> Bool {
    guard counters.runs &+ counters.removed &- running >= ticket else { return false }
    return !traits.contains(.concurrent) || runners == 0
  }

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

/// What became of an attempt to cancel a deferred call and to wait for its end (row L19).
public enum DeferredCancellation: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// It had not started, and will not run.
  case removed
  /// It was running, and has finished; nothing more is queued.
  case finished
  /// It was neither waiting nor running, or the device has no such call.
  case neverQueued
}

/// What became of everything that was asked of one deferred call.
public struct DeferredCounters: Sendable, Hashable, BitwiseCopyable {
  /// Requests that queued the call.
  public internal(set) var queued: UInt64 = 0
  /// Times the call ran.
  public internal(set) var runs: UInt64 = 0
  /// Snapshots delivered to it.
  public internal(set) var delivered: UInt64 = 0
  /// Requests that found it queued.
  public internal(set) var merged: UInt64 = 0
  /// Times the call was taken out of its queue, or back what was asked of it while it ran; with
  /// `runs` and what still waits this makes up `queued`.
  public internal(set) var removed: UInt64 = 0
  /// Snapshots that its ring had to refuse.
  public internal(set) var lost: UInt64 = 0
  /// Runs that took longer than the budget; zero while accounting is off.
  public internal(set) var overruns: UInt64 = 0
  /// Times it was this call that ran when a run of deferred calls became too long; zero while
  /// accounting is off.
  public internal(set) var runOverruns: UInt64 = 0
  /// The longest run, on the board's clock; zero while accounting is off.
  public internal(set) var longestRun = Nanoseconds.zero

  /// Counters that have counted nothing.
  public init() {}

  /// Counts what one run was given.
  @inline(__always)
  mutating func add(_ drained: DrainReport) {
    delivered &+= UInt64(truncatingIfNeeded: drained.items)
    lost &+= UInt64(truncatingIfNeeded: drained.lost)
  }
}
