/// One of the model's invariants that does not hold: its number, and what was seen.
///
///  1. Levels rise strictly with nesting, on each processor.
///  2. No line at or below a processor's level is dispatched there.
///  3. A line is in service once at most, and nobody holds a lock without running under it.
///  4. The state of a deferred call agrees with the queues; it is in one at most.
///  5. Saved snapshots are delivered, lost and counted, or still in their ring.
///  6. A line that is to be served is pending and queued, or in service.
///  7. A line that is held back has somebody who will let it go.
///  8. Nothing of a disconnected connection runs.
///  9. Each request ends exactly once.
/// 10. The same schedule gives the same trace.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
  /// The number of the invariant.
  public let invariant: Int

  /// What was seen.
  public let words: String

  /// Says that an invariant does not hold.
  public init(_ invariant: Int, _ words: String) {
    self.invariant = invariant
    self.words = words
  }

  /// The number and the words.
  public var description: String { "invariant \(invariant): \(words)" }
}
