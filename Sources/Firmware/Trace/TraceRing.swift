import BoardHAL

/// What happened lately, until somebody takes it: fixed in size, and counting what it had to drop.
///
/// Recording costs one predicted branch while it is off.
struct TraceRing: ~Copyable {
  private var events: FixedQueue<TraceEvent>

  /// Happenings that found the ring full (row L90).
  private(set) var dropped: UInt64 = 0

  init(capacity: Int) {
    events = FixedQueue(capacity: capacity)
  }

  mutating func record(_ event: TraceEvent) {
    if !events.tryPush(event) { dropped += 1 }
  }

  mutating func take() -> TraceEvent? { events.tryPop() }
}
