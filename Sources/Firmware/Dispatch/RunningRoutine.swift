public import BoardHAL
import Synchronization

/// What runs on a virtual processor, whose it is, and since when.
public struct RunningRoutine: Sendable, Hashable {
  /// Which of the device's routines.
  public enum Kind: Sendable, Hashable {
    /// Its service routine.
    case service
    /// A deferred call: 0 for the device's own, from 1 for custom ones.
    case deferredCall(Int)
  }

  /// The device whose routine it is.
  public let device: DeviceID
  /// Which routine.
  public let kind: Kind
  /// When it began, on the board's clock.
  public let since: BoardInstant

  /// Describes a routine that runs.
  public init(device: DeviceID, kind: Kind, since: BoardInstant) {
    self.device = device
    self.kind = kind
    self.since = since
  }
}

/// A processor's notice of what it runs, for readers on other threads.
///
/// One writer, the thread that runs the processor; any number of readers. The count is odd while
/// the notice is being written, and different afterwards, so a reader knows whether what it read
/// belongs together. Nobody waits for the reader, and a reader waits for a few stores at most.
struct RunningNotice: ~Copyable {
  private let count = Atomic<UInt32>(0)
  /// The device and the call, or -1 when nothing runs: call + 1 in the low half, 0 for a service.
  private let what = Atomic<Int64>(-1)
  private let since = Atomic<Int64>(0)

  borrowing func write(_ what: Int64, since: Int64) {
    // Each store becomes visible after the one before: a release of the count would let the two
    // fields pass before it.
    count.wrappingAdd(1, ordering: .sequentiallyConsistent)
    self.what.store(what, ordering: .sequentiallyConsistent)
    self.since.store(since, ordering: .sequentiallyConsistent)
    count.wrappingAdd(1, ordering: .sequentiallyConsistent)
  }

  borrowing func read() -> RunningRoutine? {
    while true {
      let before = count.load(ordering: .sequentiallyConsistent)
      let what = what.load(ordering: .sequentiallyConsistent)
      let since = since.load(ordering: .sequentiallyConsistent)
      guard before & 1 == 0, count.load(ordering: .sequentiallyConsistent) == before else {
        continue
      }
      guard what >= 0 else { return nil }
      let call = Int(what & 0xFFFF_FFFF)
      return RunningRoutine(
        device: DeviceID(Int(what >> 32)), kind: call == 0 ? .service : .deferredCall(call - 1),
        since: BoardInstant(nanoseconds: since))
    }
  }
}

extension Dispatcher {
  /// Tells other threads what is on top of a processor's stack.
  func publish(on processor: Int) {
    guard core.processors[processor].watched > 0 else {
      core.notices[processor].write(-1, since: 0)
      return
    }
    let watch = core.watch(on: processor)
    var what = Int64(watch.device) << 32
    if case .deferredCall(let call) = watch.routine {
      what |= Int64(core.deferredCalls[call].number + 1)
    }
    core.notices[processor].write(what, since: watch.began.nanoseconds)
  }
}

extension Firmware {
  /// The routine that runs on a virtual processor at this moment, or nil when none does.
  ///
  /// For a thread that watches: the only question about a running firmware, besides its clock, that
  /// any thread may ask at any time; it blocks nobody. Known while accounting is on (row L22).
  public func running(onProcessor processor: Int = 0) -> RunningRoutine? {
    dispatcher.core.notices[processor].read()
  }
}
