public import BoardHAL

/// The memory of one connection: what its service routine shares under the line's lock, and the
/// rings through which it feeds the deferred calls of its device, one for each call.
///
/// `state` is touched only under the lock; the rings take care of themselves.
@usableFromInline
struct ConnectionCell<D: InterruptDriven & ~Copyable>: BitwiseCopyable {
  @usableFromInline
  let state: Place<D.LineState>

  @usableFromInline
  let rings: FixedRow<SnapshotRing<D.Snapshot>>

  @inlinable
  init(state: D.LineState, calls: Int, ringCapacity: Int, in memory: inout RowMemory) {
    self.state = memory.place(state)
    rings = memory.row(count: calls) { _ in SnapshotRing(capacity: ringCapacity) }
  }
}
