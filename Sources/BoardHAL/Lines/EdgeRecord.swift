/// One edge as the hardware reported it, with what was lost before it.
///
/// Corresponds to `struct gpio_v2_line_event`. The value is sampled with the record and the
/// direction is read after the edge, so two records of one direction can follow each other
/// (semantics row H05): firmware trusts `value`.
@frozen
public struct EdgeRecord: Sendable, Hashable, BitwiseCopyable {
  /// When the edge happened, on the board's clock.
  public var time: BoardInstant
  /// Counts the edges of this line since it was opened, the lost ones too; wraps at 2³².
  public var sequence: UInt32
  /// How many edges of this line a full buffer gave up just before this one.
  public var lost: UInt32
  /// How many edges ran together below before this one was reported, on this line or on one that
  /// was opened together with it: the kernel counts them for all of these at once.
  public var merged: UInt32
  /// The direction the hardware reported.
  public var edge: Edge
  /// What the line meant when the record was made.
  public var value: LineValue
  /// Every sign that something is missing.
  public var loss: EdgeLoss

  /// Makes a record; `lost` is the number of edges missing just before this one.
  @inlinable
  public init(
    time: BoardInstant, edge: Edge, value: LineValue, sequence: UInt32, lost: UInt32 = 0,
    merged: UInt32 = 0, loss: EdgeLoss = []
  ) {
    self.time = time
    self.edge = edge
    self.value = value
    self.sequence = sequence
    self.lost = lost
    self.merged = merged
    self.loss = loss
  }
}
