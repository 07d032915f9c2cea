/// A point on the board's one monotonic clock, in nanoseconds since the board was opened.
///
/// Every stamp in the project is of this clock, so two of them can always be compared. A backend
/// that reads another clock converts at its border (semantics row H09).
@frozen
public struct BoardInstant: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// Nanoseconds since the board was opened; never negative.
  public let nanoseconds: Int64

  /// Makes the instant that lies `nanoseconds` after the board was opened.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The moment at which the board was opened.
  @inlinable
  public static var start: BoardInstant { BoardInstant(nanoseconds: 0) }

  /// True when the first instant comes before the second.
  @inlinable
  public static func < (earlier: BoardInstant, later: BoardInstant) -> Bool {
    earlier.nanoseconds < later.nanoseconds
  }

  /// The instant `duration` later; saturates at the far end of the clock, 292 years on.
  @inlinable
  public static func + (instant: BoardInstant, duration: Nanoseconds) -> BoardInstant {
    let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(duration.count)
    return BoardInstant(nanoseconds: overflow ? .max : sum)
  }

  /// The time from `earlier` to `later`; negative when they are the other way round.
  @inlinable
  public static func - (later: BoardInstant, earlier: BoardInstant) -> Nanoseconds {
    Nanoseconds(later.nanoseconds - earlier.nanoseconds)
  }
}
