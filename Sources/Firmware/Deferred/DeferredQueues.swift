import BoardHAL

/// The deferred calls that wait, one queue for each virtual processor (row L14).
///
/// Linked through the calls' own entries: joining, taking and removing allocate nothing and cost
/// the same however many wait. A queue says by itself whether it is to be drained, so that calls
/// of low importance can wait in it without anybody looking at them (row L15).
struct DeferredQueues: ~Copyable {
  /// Why a processor is to run calls; empty when none waits, or none that is due.
  struct Demand: OptionSet, BitwiseCopyable {
    let rawValue: UInt8

    /// A call that is due waits.
    static let due = Demand(rawValue: 1)
    /// A call has been taken and others wait: all of them have their turn.
    static let begun = Demand(rawValue: 2)
    /// Both: what a queue has that is being drained.
    ///
    /// No array literal, which takes memory in a debug build.
    static let draining = Demand(rawValue: 3)
    /// A threaded call waits, in the queue of the processor's threaded calls.
    static let threaded = Demand(rawValue: 4)
  }

  struct Ends {
    var head: Int32 = -1
    var tail: Int32 = -1
    var count = 0
    var demand: Demand = []

    @inline(__always)
    mutating func takeHead(next: Int32) {
      head = next
      count &-= 1
      if next < 0 {
        tail = -1
        demand.subtract(.draining)
      } else {
        demand.formUnion(.draining)
      }
    }
  }

  /// One for each processor, then one for the threaded calls of each.
  private var queues: FixedArray<Ends>
  private let processors: Int
  /// How many calls have to wait before a patient one is due.
  private let depth: Int

  init(processors: Int, depth: Int = 1) {
    queues = FixedArray(repeating: Ends(), count: 2 * processors)
    self.processors = processors
    self.depth = depth
  }

  /// The queue of a processor's threaded calls (row L23).
  func threadedQueue(of processor: Int) -> Int { processors + processor }

  /// The processor that a queue belongs to.
  func processor(of queue: Int) -> Int { queue % processors }

  /// What `processor` is to run, if anything.
  @inline(__always)
  func demand(on processor: Int) -> Demand { queues[processor].demand }

  /// True when no call waits for `processor`, due or not.
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
    if calls[call].traits.isEmpty {
      append(call, to: target, in: calls)
      queues[target].demand.insert(.due)
    } else {
      joinSpecially(call, target, in: calls)
    }
  }

  @inline(never)
  private mutating func joinSpecially(_ call: Int, _ target: Int, in calls: FixedRow<DeferredCall>)
  {
    let traits = calls[call].traits
    if traits.contains(.urgent) {
      prepend(call, to: target, in: calls)
    } else {
      append(call, to: target, in: calls)
    }
    calls[call].isDue = !traits.contains(.patient)
    if calls[call].isDue || queues[target].count >= depth {
      queues[target].demand.insert(.due)
      reflect(target)
    }
  }

  /// Lets a processor know whether threaded calls of its own are due.
  private mutating func reflect(_ queue: Int) {
    guard queue >= processors else { return }
    if queues[queue].demand.isEmpty {
      queues[queue - processors].demand.remove(.threaded)
    } else {
      queues[queue - processors].demand.insert(.threaded)
    }
  }

  @inline(__always)
  private mutating func append(_ call: Int, to target: Int, in calls: FixedRow<DeferredCall>) {
    let node = Int32(truncatingIfNeeded: call)
    let tail = queues[target].tail
    calls[call].next = -1
    calls[call].previous = tail
    if tail < 0 { queues[target].head = node } else { calls[Int(tail)].next = node }
    queues[target].tail = node
    queues[target].count &+= 1
  }

  private mutating func prepend(_ call: Int, to target: Int, in calls: FixedRow<DeferredCall>) {
    let node = Int32(truncatingIfNeeded: call)
    let head = queues[target].head
    calls[call].previous = -1
    calls[call].next = head
    if head < 0 { queues[target].tail = node } else { calls[Int(head)].previous = node }
    queues[target].head = node
    queues[target].count += 1
  }

  /// Says that a waiting call waits no longer for others.
  mutating func hurry(_ call: Int, in calls: FixedRow<DeferredCall>) {
    calls[call].isDue = true
    queues[calls[call].target].demand.insert(.due)
    reflect(calls[call].target)
  }

  /// Takes a waiting call out of the queue, wherever it stands.
  ///
  /// What remains is due only for reasons of its own, unless the queue was being drained already.
  mutating func leave(_ call: Int, in calls: FixedRow<DeferredCall>) {
    let target = calls[call].target
    let next = calls[call].next
    let previous = calls[call].previous
    if previous < 0 { queues[target].head = next } else { calls[Int(previous)].next = next }
    if next < 0 { queues[target].tail = previous } else { calls[Int(next)].previous = previous }
    queues[target].count -= 1
    let isBegun = queues[target].demand.contains(.begun) && queues[target].head >= 0
    queues[target].demand.subtract(.draining)
    if isBegun {
      queues[target].demand.formUnion(.draining)
    } else if queues[target].count >= depth || isAnyDue(in: target, calls) {
      queues[target].demand.insert(.due)
    }
    reflect(target)
  }

  private func isAnyDue(in queue: Int, _ calls: FixedRow<DeferredCall>) -> Bool {
    var call = first(on: queue)
    while call >= 0 {
      if calls[call].isDue || calls[call].traits.isEmpty { return true }
      call = Int(calls[call].next)
    }
    return false
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

  /// Takes the first of the threaded calls that are due on `processor`, or nil.
  mutating func takeFirstThreaded(
    on processor: Int, in calls: FixedRow<DeferredCall>
  ) -> Int? {
    let queue = threadedQueue(of: processor)
    guard !queues[queue].demand.isEmpty, let call = takeFirst(on: queue, in: calls) else {
      return nil
    }
    reflect(queue)
    return call
  }
}
