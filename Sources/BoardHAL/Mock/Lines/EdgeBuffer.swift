internal import BoardHAL

/// The kernel's buffer of one edge line.
///
/// Numbers are given before the buffer is asked for room, so that a record dropped from a full
/// buffer leaves a gap; what is missing is made out when the next record is taken, by the
/// classifier that the Linux board uses too.
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
  private var resynced: EdgeRecord?
  private(set) var classifier: EdgeClassifier
  private(set) var counters = EdgeCounters()

  init(
    _ selection: EdgeSelection, capacity: Int, policy: OverflowPolicy, firstSequence: UInt32
  ) {
    precondition(capacity > 0, "an edge buffer holds at least one record")
    self.policy = policy
    records = FixedQueue(capacity: capacity)
    nextSequence = firstSequence
    classifier = EdgeClassifier(selection, firstSequence: firstSequence)
  }

  var isEmpty: Bool { records.isEmpty && resynced == nil }

  /// Counts an edge that the hardware loses.
  mutating func miss() {
    counters.edges += 1
    counters.missed += 1
  }

  /// Counts an edge that the kernel makes one of with the next.
  mutating func merge() {
    counters.edges += 1
    counters.merged += 1
  }

  mutating func store(
    _ edge: Edge, value: LineValue, merged: UInt32, at time: BoardInstant
  ) -> Reception {
    counters.edges += 1
    var record = EdgeRecord(
      time: time, edge: edge, value: value, sequence: nextSequence, merged: merged)
    if records.tryPush(record) {
      nextSequence &+= 1
      return .stored
    }
    switch policy {
    case .dropOldest:
      nextSequence &+= 1
      counters.droppedOldest += 1
      // What it was to tell of merged edges goes to the one behind.
      record.merged += records.tryPop()?.merged ?? 0
      let pushed = records.tryPush(record)
      precondition(pushed, "a queue that gave a record up has room for one")
    case .dropNewest:
      // Without numbers from the kernel a backend can only count what it gets.
      counters.droppedNewest += 1
    }
    return .overflowed
  }

  mutating func take() -> EdgeRecord? {
    if let record = resynced {
      resynced = nil
      return record
    }
    guard let stored = records.tryPop() else { return nil }
    // Interface v1 numbers nothing, so there a gap must not show.
    return classifier.record(
      stored.edge, value: stored.value, at: stored.time,
      sequence: policy == .dropOldest ? stored.sequence : nil, merged: stored.merged)
  }

  /// Makes a record when all has been taken and the line still means something else.
  ///
  /// - Returns: true when there is one to take now.
  mutating func resync(to value: LineValue, at time: BoardInstant) -> Bool {
    guard isEmpty else { return false }
    resynced = classifier.resync(to: value, at: time)
    return resynced != nil
  }

  mutating func discardAll() {
    while records.tryPop() != nil { counters.discarded += 1 }
  }
}
