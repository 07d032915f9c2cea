internal import BoardHAL

/// The transmit line of a port: asks once after bytes were refused, when there is room again.
///
///     refused ──► held back ──► fewer than `mark` bytes wait ──► asks ──► taken: silent again
///                     └───────► the port hangs up ───────────────┘
struct TransmitSide {
  /// The line, or nil while it is closed.
  var line: LineID?
  /// Bytes were refused, and the line has not asked since.
  private(set) var isHeldBack = false
  /// What the line asks for, or nil while it is silent: `room` or `hangup`.
  private(set) var news: SerialRecord.Kind?

  /// How few bytes wait in a tty that Linux calls writable: `WAKEUP_CHARS` in `n_tty.c`.
  static let mark = 256

  mutating func refuse() {
    if line != nil { isHeldBack = true }
  }

  /// Looks at how many bytes wait; true when the line begins to ask.
  mutating func look(waiting: Int, capacity: Int) -> Bool {
    guard isHeldBack, waiting < min(Self.mark, capacity) else { return false }
    isHeldBack = false
    news = .room
    return true
  }

  mutating func takeNews() -> SerialRecord.Kind? {
    defer { news = nil }
    return news
  }

  /// The port is gone, and with it the room that somebody waited for; true when somebody did.
  mutating func hangUp() -> Bool {
    let isWaitedFor = isHeldBack || news != nil
    isHeldBack = false
    news = isWaitedFor ? .hangup : nil
    return isWaitedFor
  }
}
