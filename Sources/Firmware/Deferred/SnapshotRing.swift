public import BoardHAL
public import Synchronization

/// What a service routine saved, waiting for the deferred call; fixed in size, never overwritten.
///
/// One side pushes, under the line's lock; the other drains, inside the deferred call, which never
/// runs beside itself. They meet only in two cursors, so neither waits for the other and a service
/// routine can interrupt the deferred call in mid-batch (rows S1-20, S4-11). A push into a full
/// ring is refused and counted; the count travels to the deferred call in its place in the stream
/// (row S2-17).
@safe
public struct SnapshotRing<Snapshot: BitwiseCopyable>: ~Copyable {
  @usableFromInline
  struct Slot: BitwiseCopyable {
    @usableFromInline
    var snapshot: Snapshot
    /// Snapshots refused between the previous slot and this one.
    @usableFromInline
    var lostBefore: UInt32
    /// The request that was current when the interrupt came, or 0.
    @usableFromInline
    var request: UInt32

    @inlinable
    init(snapshot: Snapshot, lostBefore: UInt32, request: UInt32) {
      self.snapshot = snapshot
      self.lostBefore = lostBefore
      self.request = request
    }
  }

  @usableFromInline
  let slots: UnsafeMutablePointer<Slot>

  @usableFromInline
  let mask: UInt32

  /// Counts drained slots; written by the draining side only.
  @usableFromInline
  let head = Atomic<UInt32>(0)

  /// Counts pushed slots; written by the pushing side only.
  @usableFromInline
  let tail = Atomic<UInt32>(0)

  /// Somebody drains the ring; kept where several could (row L13).
  @usableFromInline
  let isClaimed = Atomic<Bool>(false)

  /// Refused snapshots that no slot has reported yet.
  @usableFromInline
  let lost = Atomic<UInt32>(0)

  /// Some snapshot has been refused since the ring was made.
  @usableFromInline
  let hasRefused = Atomic<Bool>(false)

  /// Makes an empty ring.
  ///
  /// - Precondition: `capacity` is a power of two.
  @inlinable
  init(capacity: Int) {
    precondition(
      capacity > 0 && capacity & (capacity - 1) == 0, "a ring's capacity is a power of two")
    unsafe slots = .allocate(capacity: capacity)
    mask = UInt32(capacity - 1)
  }

  @inlinable
  deinit {
    unsafe slots.deallocate()
  }

  /// What became of a snapshot that was pushed.
  @usableFromInline
  @frozen
  enum Push: BitwiseCopyable {
    /// It is in the ring, and another one has room.
    case saved
    /// It is in the ring and took the last place.
    case savedLast
    /// The ring was full; the snapshot is counted.
    case refused
  }

  /// Saves a snapshot, or refuses and counts it when the ring is full.
  @inlinable
  @inline(__always)
  borrowing func tryPush(_ snapshot: Snapshot, request: UInt32) -> Push {
    let position = tail.load(ordering: .relaxed)
    let waiting = position &- head.load(ordering: .acquiring)
    guard waiting <= mask else {
      // Before the count, so that whoever takes that sees this.
      hasRefused.store(true, ordering: .relaxed)
      lost.wrappingAdd(1, ordering: .releasing)
      return .refused
    }
    var lostBefore: UInt32 = 0
    if lost.load(ordering: .relaxed) != 0 {
      lostBefore = lost.exchange(0, ordering: .relaxed)
    }
    // The slot lies beyond `tail`, so the draining side cannot be reading it.
    unsafe (slots + Int(position & mask)).initialize(
      to: Slot(snapshot: snapshot, lostBefore: lostBefore, request: request))
    tail.store(position &+ 1, ordering: .releasing)
    return waiting == mask ? .savedLast : .saved
  }

  /// Takes the draining side, if nobody has it.
  @inlinable
  borrowing func tryClaim() -> Bool {
    !isClaimed.exchange(true, ordering: .sequentiallyConsistent)
  }

  /// Gives the draining side back.
  ///
  /// Before it the cursors are written; after it they may be looked at once more, and everything
  /// that was pushed before somebody failed to claim is seen then.
  @inlinable
  borrowing func unclaim() {
    _ = isClaimed.exchange(false, ordering: .sequentiallyConsistent)
  }

  /// True when a drain would deliver something.
  @inlinable
  var hasNews: Bool {
    tail.load(ordering: .acquiring) != head.load(ordering: .relaxed)
      || lost.load(ordering: .relaxed) != 0
  }

  /// Frees the slots of a batch that has been read.
  @inlinable
  @inline(__always)
  borrowing func free(_ batch: borrowing Batch<Snapshot>) -> DrainReport {
    let report = DrainReport(items: batch.count, lost: batch.lost)
    head.store(batch.head &+ UInt32(batch.count), ordering: .releasing)
    return DrainReport(
      items: report.items, lost: report.lost, hasMore: lost.load(ordering: .relaxed) != 0)
  }

  /// What the cursors say; for the draining side, while nothing is pushed.
  var state: RingState {
    var none: Fingerprint?
    return look(&none)
  }

  /// What the cursors say, and with a fingerprint also what the slots hold.
  ///
  /// For the draining side, while nothing is pushed.
  @inlinable
  borrowing func look(_ fingerprint: inout Fingerprint?) -> RingState {
    let first = head.load(ordering: .relaxed)
    let last = tail.load(ordering: .acquiring)
    var pendingLoss = lost.load(ordering: .relaxed)
    fingerprint?.mix(Int(pendingLoss))
    var place = first
    while place != last {
      let slot = unsafe slots[Int(place & mask)]
      pendingLoss &+= slot.lostBefore
      if fingerprint != nil {
        fingerprint?.mix(Int(slot.lostBefore) << 32 | Int(slot.request))
        fingerprint?.mix(bytesOf: slot.snapshot)
      }
      place &+= 1
    }
    return RingState(produced: last, waiting: last &- first, lost: pendingLoss)
  }
}

/// The account of one ring.
@usableFromInline
@frozen
struct RingState: BitwiseCopyable {
  /// Snapshots that were taken in, ever; wraps.
  @usableFromInline
  var produced: UInt32
  /// Snapshots that wait.
  @usableFromInline
  var waiting: UInt32
  /// Snapshots that were refused and not reported yet.
  @usableFromInline
  var lost: UInt32

  @usableFromInline
  init(produced: UInt32, waiting: UInt32, lost: UInt32) {
    self.produced = produced
    self.waiting = waiting
    self.lost = lost
  }
}
