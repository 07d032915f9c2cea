/// Where a deferred call joins its processor's queue, and whether it makes the processor drain it
/// (row L15).
@frozen
public enum Importance: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// At the end, without starting to drain the queue: it runs when others do, when
  /// `Limits.deferredDepth` calls wait, or when its `DeferredOptions.maximumDelay` has passed.
  case low
  /// At the end, and the queue is drained; what every call has unless told otherwise (row S1-04).
  case medium
  /// At the head, before everything that waits, and the queue is drained.
  case high
}
