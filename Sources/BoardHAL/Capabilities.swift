/// What a backend can do: what this build, kernel or mock gives.
public struct Capabilities: Sendable, Hashable {
  /// Time passes only in `wait`, by as much as is asked.
  public var hasVirtualTime: Bool
  /// Edge records carry sequence numbers, so that a lost edge shows as a gap.
  public var hasSequenceNumbers: Bool
  /// The hardware or kernel can debounce a line.
  public var hasDebounce: Bool

  /// Describes a backend.
  public init(hasVirtualTime: Bool, hasSequenceNumbers: Bool, hasDebounce: Bool) {
    self.hasVirtualTime = hasVirtualTime
    self.hasSequenceNumbers = hasSequenceNumbers
    self.hasDebounce = hasDebounce
  }
}
