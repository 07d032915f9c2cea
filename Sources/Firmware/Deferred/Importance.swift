/// Where a deferred call joins its processor's queue (row L15).
@frozen
public enum Importance: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// At the end, and does not by itself make a sleeping processor hurry.
  case low
  /// At the end; what every call has unless told otherwise (row S1-04).
  case medium
  /// At the head, before everything that waits.
  case high
}
