public import Synchronization

/// Everything that one device's service routines saved since its deferred call last ran.
///
/// Borrowed for the length of the call and read in place, without copying or allocating (row
/// S1-13). What could not be saved is part of it, where it happened.
@safe
public struct Batch<Snapshot: BitwiseCopyable>: ~Copyable {
  /// One thing in a batch.
  @frozen
  public enum Item {
    /// A snapshot, as the service routine returned it.
    case value(Snapshot)
    /// So many snapshots were refused here because the ring was full.
    case lost(Int)
  }

  @usableFromInline
  let slots: UnsafePointer<SnapshotRing<Snapshot>.Slot>

  @usableFromInline
  let mask: UInt32

  @usableFromInline
  let head: UInt32

  /// How many snapshots the batch holds.
  public let count: Int

  /// How many snapshots were refused since the last batch and have no later one to precede.
  @usableFromInline
  let trailingLost: UInt32

  /// The ring has refused something since it was made: only then are the snapshots asked.
  @usableFromInline
  let hasLosses: Bool

  /// Which of the device's deferred calls this is: 0 for its own, from 1 for custom ones.
  public let call: Int

  /// Which of the device's connections saved these, from 0 in the order of connecting.
  public let connection: Int

  @inlinable
  init(
    draining ring: borrowing SnapshotRing<Snapshot>, call: Int, connection: Int,
    limit: Int = Int.max
  ) {
    head = ring.head.load(ordering: .relaxed)
    // Looked at before the cursor: only a loss from before this empty ring may be taken here. One
    // that comes later belongs behind what another processor is pushing at this moment.
    let lost = ring.lost.load(ordering: .acquiring)
    let tail = ring.tail.load(ordering: .acquiring)
    let waiting = Int(tail &- head)
    count = min(waiting, limit)
    // A loss is reported before what follows it. Nothing follows yet only in an empty ring; in
    // another the next push takes the count along, or the next run finds the ring empty.
    if waiting == 0, lost > 0,
      ring.lost.compareExchange(expected: lost, desired: 0, ordering: .relaxed).exchanged
    {
      trailingLost = lost
    } else {
      trailingLost = 0
    }
    hasLosses = ring.hasRefused.load(ordering: .relaxed)
    unsafe slots = UnsafePointer(ring.slots)
    mask = ring.mask
    self.call = call
    self.connection = connection
  }

  /// A batch with nothing in it.
  @inlinable
  init(emptyOf ring: borrowing SnapshotRing<Snapshot>, call: Int, connection: Int) {
    unsafe slots = UnsafePointer(ring.slots)
    mask = ring.mask
    head = 0
    count = 0
    trailingLost = 0
    hasLosses = false
    self.call = call
    self.connection = connection
  }

  /// True when there is neither a snapshot nor a loss.
  @inlinable
  public var isEmpty: Bool { count == 0 && trailingLost == 0 }

  /// How many snapshots were refused in the span of this batch.
  @inlinable
  public var lost: Int {
    guard hasLosses else { return 0 }
    var total = Int(trailingLost)
    for index in 0..<count {
      total += Int(slot(index).lostBefore)
    }
    return total
  }

  /// The snapshot at `index`, oldest first.
  ///
  /// - Precondition: `index` is less than `count`.
  @inlinable
  public subscript(index: Int) -> Snapshot {
    slot(index).snapshot
  }

  /// The request that was current when the snapshot at `index` was saved, if any.
  @inlinable
  public func request(at index: Int) -> RequestID? {
    RequestID(slot(index).request)
  }

  /// Calls `body` with each item in the order in which the interrupts came.
  @inlinable
  public borrowing func forEach<Failure: Error>(
    _ body: (Item) throws(Failure) -> Void
  ) throws(Failure) {
    for index in 0..<count {
      let slot = slot(index)
      if slot.lostBefore != 0 { try body(.lost(Int(slot.lostBefore))) }
      try body(.value(slot.snapshot))
    }
    if trailingLost != 0 { try body(.lost(Int(trailingLost))) }
  }

  @inlinable
  func slot(_ index: Int) -> SnapshotRing<Snapshot>.Slot {
    precondition(index >= 0 && index < count, "index outside the batch")
    // The pushing side does not touch these slots before the run ends and `head` moves past them.
    return unsafe slots[Int((head &+ UInt32(truncatingIfNeeded: index)) & mask)]
  }
}
