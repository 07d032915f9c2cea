/// What became of the edges of one line, as far as its backend could know.
public struct EdgeTally: Sendable, Hashable {
  /// Records handed out.
  public package(set) var delivered: UInt64 = 0
  /// Edges that full buffers gave up: the gaps in the line's numbers.
  public package(set) var overflowed: UInt64 = 0
  /// Edges that ran together below, on this line or one that was opened together with it.
  public package(set) var merged: UInt64 = 0
  /// Records that had the direction of the one before.
  public package(set) var sameDirection: UInt64 = 0
  /// Records made because the level was not what the last edge said.
  public package(set) var resynced: UInt64 = 0

  /// Edges that the kernel numbered on this line and those that were opened together with it, as
  /// far as they have been read; 0 where it numbers none.
  public package(set) var numbered: UInt64 = 0

  /// A tally that has counted nothing.
  public init() {}
}
