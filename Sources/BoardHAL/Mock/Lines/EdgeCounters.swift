/// What became of the edges of one mock line.
///
/// The records tell firmware only what a kernel could tell; these tell the test what is true.
public struct EdgeCounters: Sendable, Hashable {
  /// Selected edges on the pin since the line was opened.
  public internal(set) var edges: UInt64 = 0
  /// Edges that the hardware lost: no record, and no number that could be missed (row H05).
  public internal(set) var missed: UInt64 = 0
  /// Edges that the kernel made one of with the next; lines opened together see the gap.
  public internal(set) var merged: UInt64 = 0
  /// Records that a full buffer gave up to make room; firmware sees the gap.
  public internal(set) var droppedOldest: UInt64 = 0
  /// Records that a full buffer did not take; firmware cannot see it.
  public internal(set) var droppedNewest: UInt64 = 0
  /// Records still in the buffer when the line was unplugged.
  public internal(set) var discarded: UInt64 = 0

  /// Counters that have counted nothing.
  public init() {}
}
