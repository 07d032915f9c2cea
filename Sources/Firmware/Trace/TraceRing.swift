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

  /// Records a happening with all its bytes, in as many pieces as they need; or drops it whole, so
  /// that no half of a text is taken for one.
  mutating func record(_ event: TraceEvent, _ bytes: Span<UInt8>) {
    let pieces = max(1, (bytes.count + TraceBytes.capacity - 1) / TraceBytes.capacity)
    guard events.count + pieces <= events.capacity else {
      dropped += 1
      return
    }
    var piece = event
    var start = 0
    repeat {
      piece.bytes = TraceBytes(bytes, from: start)
      start += piece.bytes.count
      piece.bytesToCome = UInt16(clamping: bytes.count - start)
      let isTaken = events.tryPush(piece)
      precondition(isTaken, "room for every piece was seen above")
      piece = TraceEvent(time: event.time, processor: Int(event.processor), kind: .more)
    } while start < bytes.count
  }

  mutating func take() -> TraceEvent? { events.tryPop() }
}
