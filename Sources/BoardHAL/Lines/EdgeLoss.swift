/// What is known to be missing just before an edge, or wrong with it; several can meet.
///
///     how it shows                                  what it means              counted exactly
///     gap in the line's numbers                     overflow: a buffer full    yes, in `lost`
///     gap in the request's numbers only             merged below               yes, in `merged`
///     the same direction as before, no gap          an edge went missing       no, one at least
///     the level differs when all has been read      resync: record made here   no, one at least
///     nothing                                       a whole pulse was missed   cannot be known
///
/// Semantics rows H03 to H05.
@frozen
public struct EdgeLoss: OptionSet, Sendable, Hashable, BitwiseCopyable {
  /// The signs as bits.
  public let rawValue: UInt8

  /// Makes a set of signs out of its bits.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A buffer was full and gave up edges of this line; `EdgeRecord.lost` says how many.
  public static let overflow = EdgeLoss(rawValue: 1)

  /// Edges came so fast that the kernel made one of several; `EdgeRecord.merged` says how many.
  public static let merged = EdgeLoss(rawValue: 2)

  /// The edge before had the same direction: at least one of the other direction is missing.
  public static let sameDirection = EdgeLoss(rawValue: 4)

  /// Nobody reported this edge: the line was read after all reports and meant something else.
  ///
  /// The record has the time of that reading. Should the report come after all, it follows with its
  /// own, earlier time and the same direction.
  public static let resync = EdgeLoss(rawValue: 8)

  /// The signs that do not say how much is missing.
  public static let uncounted: EdgeLoss = [.sameDirection, .resync]
}
