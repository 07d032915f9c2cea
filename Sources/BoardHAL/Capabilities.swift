/// What a backend can do: what this build, kernel or mock gives.
public struct Capabilities: Sendable, Hashable {
  /// Time passes only in `wait`, by as much as is asked.
  public var hasVirtualTime: Bool
  /// Edge records carry sequence numbers, so that a lost edge shows as a gap.
  public var hasSequenceNumbers: Bool
  /// The hardware or kernel can debounce a line; otherwise the backend does, to the same effect.
  public var hasDebounce: Bool

  /// How many lines of one chip can be opened together, so that their edges keep one order.
  public var linesPerRequest: Int
  /// How many edges wait below for each line at most, or nil when nobody says.
  public var edgeCapacity: Int?
  /// The library that lines are reached through, as `libgpiod 2.2.1 (API 2)`; nil for none.
  public var library: String?

  /// Describes a backend; by default every line is opened alone, and no library is between.
  public init(
    hasVirtualTime: Bool, hasSequenceNumbers: Bool, hasDebounce: Bool, linesPerRequest: Int = 1,
    edgeCapacity: Int? = nil, library: String? = nil
  ) {
    self.hasVirtualTime = hasVirtualTime
    self.hasSequenceNumbers = hasSequenceNumbers
    self.hasDebounce = hasDebounce
    self.linesPerRequest = linesPerRequest
    self.edgeCapacity = edgeCapacity
    self.library = library
  }
}
