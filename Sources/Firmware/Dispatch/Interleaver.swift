/// Decides what else happens at the places where something else could happen.
///
/// A schedule explorer, or an adversarial test, implements this: called at each such place, it may
/// raise lines and step other processors, as a second core or a badly timed edge would. Without one
/// these places cost a test of one bit.
public protocol Interleaver: AnyObject {
  /// A processor has reached a place where another could get in.
  func reach(_ point: SchedulePoint, on processor: Int)

  /// A processor cannot go on before `isOver`: another has to bring that about meanwhile.
  ///
  /// Returns when it is over, or earlier, and then is called again. Reaches `waiting` until it is
  /// over, unless implemented.
  func wait(on processor: Int, until isOver: @escaping () -> Bool)

  /// A loop that steps the processors one after the other is about to step one, with none of them
  /// on its stack. Does nothing, unless implemented.
  func willStep()
}

extension Interleaver {
  /// Does nothing.
  public func willStep() {}

  /// Reaches `waiting` again and again, until it is over.
  public func wait(on processor: Int, until isOver: @escaping () -> Bool) {
    while !isOver() { reach(.waiting, on: processor) }
  }
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
  /// A connection is being taken out: its line is closed to it, or its deferred calls have ended.
  case disconnecting
  /// The processor cannot go on; see `Interleaver.wait`.
  case waiting
}
