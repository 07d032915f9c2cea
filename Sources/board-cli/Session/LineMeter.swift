import BoardHAL

/// How busy a line is, and how long its records wait to be served: taken from the trace.
struct LineMeter {
  /// The longest that a record waited for its service routine.
  private(set) var worstWait = Nanoseconds.zero

  /// When the records came that have not been served, oldest first.
  private var waiting: [BoardInstant] = []

  /// Records in each tenth of a second, by the number of the tenth.
  private var recent: [(tenth: Int64, count: Int)] = []

  private static let tenth: Int64 = 100_000_000

  /// A record came.
  mutating func arrive(at time: BoardInstant) {
    waiting.append(time)
    let tenth = time.nanoseconds / Self.tenth
    if recent.last?.tenth == tenth {
      recent[recent.count - 1].count += 1
    } else {
      recent.removeAll { $0.tenth <= tenth - 10 }
      recent.append((tenth, 1))
    }
  }

  /// A service routine began with the oldest record.
  mutating func serve(at time: BoardInstant) {
    guard !waiting.isEmpty else { return }
    worstWait = max(worstWait, time - waiting.removeFirst())
  }

  /// What waits is forgotten.
  mutating func forget() {
    waiting = []
  }

  /// Records in the second before `now`.
  func rate(at now: BoardInstant) -> Int {
    let first = now.nanoseconds / Self.tenth - 9
    return recent.reduce(0) { $1.tenth >= first ? $0 + $1.count : $0 }
  }
}
