public import BoardHAL

/// One thing that came to a recorded firmware from outside, and its place in the recording.
public struct ReplayInput: Sendable {
  /// What came.
  public enum Kind: Sendable {
    /// The hardware reported something on a line.
    case record(LineID, LineRecord)
    /// A line was read, and meant this.
    case value(LineValue)
    /// A port took so many of the bytes it was offered.
    case taken(Int)
    /// The hardware refused what was asked of it.
    case refusal
    /// A timer was seen to have run out at this time, on a board whose time nobody can foretell.
    case timer(BoardInstant)
  }

  /// How many happenings of the recording come before it.
  public let position: Int

  /// What came.
  public let kind: Kind

  /// Describes an input.
  public init(position: Int, _ kind: Kind) {
    self.position = position
    self.kind = kind
  }
}
