internal import BoardHAL

/// How long to wait before the next try: twice as long after each that failed, up to a limit.
struct Backoff {
  private static let first = Nanoseconds.milliseconds(20)
  private static let longest = Nanoseconds.seconds(2)

  private var delay = Self.first

  /// The time to wait now; the next will be longer.
  mutating func next() -> Nanoseconds {
    defer { delay = min(delay * 2, Self.longest) }
    return delay
  }

  /// A try went well: the next failure begins anew.
  mutating func reset() { delay = Self.first }
}
