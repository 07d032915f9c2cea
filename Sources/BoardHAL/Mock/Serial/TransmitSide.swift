internal import BoardHAL

/// The transmit line of a port: asks once after bytes were refused, when there is room again.
///
///     refused ──► held back ──► fewer than `mark` bytes wait ──► asks ──► taken: silent again
struct TransmitSide {
  /// The line, or nil while it is closed.
  var line: LineID?
  /// Bytes were refused, and the line has not asked since.
  private(set) var isHeldBack = false
  /// The line asks.
  private(set) var hasNews = false

  /// How few bytes wait in a tty that Linux calls writable: `WAKEUP_CHARS` in `n_tty.c`.
  static let mark = 256

  mutating func refuse() {
    if line != nil { isHeldBack = true }
  }

  /// Looks at how many bytes wait; true when the line begins to ask.
  mutating func look(waiting: Int, capacity: Int) -> Bool {
    guard isHeldBack, waiting < min(Self.mark, capacity) else { return false }
    isHeldBack = false
    hasNews = true
    return true
  }

  mutating func takeNews() -> Bool {
    defer { hasNews = false }
    return hasNews
  }

  /// The port is gone: there will be no room for what was held back.
  mutating func hangUp() {
    isHeldBack = false
    hasNews = false
  }
}
