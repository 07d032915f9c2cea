internal import BoardHAL

/// The kernel's buffer of one edge line.
///
/// Numbers are given before the buffer is asked for room, so that a record dropped from a full
/// buffer leaves a gap; how many are missing is worked out when the next record is taken.
struct EdgeBuffer: ~Copyable {
  /// What became of an edge.
  enum Reception {
    /// It is in the buffer and wakes whoever waits.
    case stored
    /// The buffer was full: one record was given up, and nobody is woken (row H06).
    case overflowed
  }

  private let policy: OverflowPolicy
  private var records: FixedQueue<EdgeRecord>
  private var nextSequence: UInt32
  private var lastTaken: UInt32
  private(set) var counters = EdgeCounters()

  init(capacity: Int, policy: OverflowPolicy, firstSequence: UInt32) {
    precondition(capacity > 0, "an edge buffer holds at least one record")
    self.policy = policy
    records = FixedQueue(capacity: capacity)
    nextSequence = firstSequence
    lastTaken = firstSequence &- 1
  }

  var isEmpty: Bool { records.isEmpty }

  /// Counts an edge that the hardware loses.
  mutating func miss() {
    counters.edges += 1
    counters.missed += 1
  }

  mutating func store(_ edge: Edge, value: LineValue, at time: BoardInstant) -> Reception {
    counters.edges += 1
    let record = EdgeRecord(time: time, edge: edge, value: value, sequence: nextSequence)
    if records.tryPush(record) {
      nextSequence &+= 1
      return .stored
    }
    switch policy {
    case .dropOldest:
      nextSequence &+= 1
      counters.droppedOldest += 1
      _ = records.tryPop()
      let pushed = records.tryPush(record)
      precondition(pushed, "a queue that gave a record up has room for one")
    case .dropNewest:
      // Without numbers from the kernel a backend can only count what it gets.
      counters.droppedNewest += 1
    }
    return .overflowed
  }

  mutating func take() -> EdgeRecord? {
    guard var record = records.tryPop() else { return nil }
    record.lost = record.sequence &- lastTaken &- 1
    lastTaken = record.sequence
    return record
  }

  mutating func discardAll() {
    while records.tryPop() != nil { counters.discarded += 1 }
  }
}
