/// Decides what else happens at the places where something else could happen.
///
/// A schedule explorer, or an adversarial test, implements this: called at each such place, it may
/// raise lines and step other processors, as a second core or a badly timed edge would. Without one
/// these places cost a test of one bit.
public protocol Interleaver: AnyObject {
  /// A processor has reached a place where another could get in.
  func reach(_ point: SchedulePoint, on processor: Int)
}

/// A place where another processor, or a more urgent line, could get in.
@frozen
public enum SchedulePoint: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// A routine called the framework.
  case safePoint
  /// A service routine has returned and its deferred call is queued; the line is still in service.
  case requested
  /// A deferred call has been taken from the queue and is about to run.
  case dequeued
  /// A deferred call has drained its rings and has not ended yet.
  case drained
}
