import BoardHAL

/// The deferred calls that wait, one queue for each virtual processor (row L14).
///
/// Linked through the calls' own entries: joining, taking and removing allocate nothing and cost
/// the same however many wait.
struct DeferredQueues: ~Copyable {
  struct Ends {
    var head: Int32 = -1
    var tail: Int32 = -1
    var count = 0

    @inline(__always)
    mutating func takeHead(next: Int32) {
      head = next
      if next < 0 { tail = -1 }
      count -= 1
    }
  }

  private var queues: FixedArray<Ends>

  init(processors: Int) {
    queues = FixedArray(repeating: Ends(), count: processors)
  }

  /// True when no call waits for `processor`.
  @inline(__always)
  func isEmpty(on processor: Int) -> Bool { queues[processor].head < 0 }

  /// How many calls wait for `processor`.
  func count(on processor: Int) -> Int { queues[processor].count }

  /// The call that `processor` would take next, or -1.
  @inline(__always)
  func first(on processor: Int) -> Int { Int(queues[processor].head) }

  /// The call that `processor` would take last, or -1.
  func last(on processor: Int) -> Int { Int(queues[processor].tail) }

  /// Puts a call at the head of its target's queue if it is of high importance, else at the end.
  @inline(__always)
  mutating func join(_ call: Int, in calls: FixedRow<DeferredCall>) {
    let target = calls[call].target
    let node = Int32(truncatingIfNeeded: call)
    if calls[call].importance == .high {
      let head = queues[target].head
      calls[call].previous = -1
      calls[call].next = head
      if head < 0 { queues[target].tail = node } else { calls[Int(head)].previous = node }
      queues[target].head = node
    } else {
      let tail = queues[target].tail
      calls[call].next = -1
      calls[call].previous = tail
      if tail < 0 { queues[target].head = node } else { calls[Int(tail)].next = node }
      queues[target].tail = node
    }
    queues[target].count += 1
  }

  /// Takes a waiting call out of the queue, wherever it stands.
  mutating func leave(_ call: Int, in calls: FixedRow<DeferredCall>) {
    let target = calls[call].target
    let next = calls[call].next
    let previous = calls[call].previous
    if previous < 0 { queues[target].head = next } else { calls[Int(previous)].next = next }
    if next < 0 { queues[target].tail = previous } else { calls[Int(next)].previous = previous }
    queues[target].count -= 1
  }

  /// Takes the call at the head of `processor`'s queue, or nil when none waits.
  @inline(__always)
  mutating func takeFirst(
    on processor: Int, in calls: FixedRow<DeferredCall>
  ) -> Int? {
    let head = queues[processor].head
    guard head >= 0 else { return nil }
    let next = calls[Int(head)].next
    queues[processor].takeHead(next: next)
    if next >= 0 { calls[Int(next)].previous = -1 }
    return Int(head)
  }
}
