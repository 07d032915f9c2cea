/// The resistor that holds an input when nothing drives it.
public enum Pull: String, Sendable, Hashable, CaseIterable {
  /// Held high.
  case up
  /// Held low.
  case down
  /// Left floating.
  case none
}

/// A pull resistor soldered to the board.
public struct FixedPull: Sendable, Hashable {
  /// Which way it pulls.
  public let direction: Pull

  /// Its resistance in ohms.
  public let ohms: Int

  /// Makes a fixed pull.
  public init(direction: Pull, ohms: Int) {
    self.direction = direction
    self.ohms = ohms
  }
}
