public import BoardHAL

/// The memory of one connection: what its service routine shares under the line's lock, and the
/// rings through which it feeds the deferred calls of its device, one for each call.
///
/// Reached through a pointer for the reason given at `DeviceCell`. `state` is touched only under
/// the lock; the rings take care of themselves.
@usableFromInline
struct ConnectionCell<D: InterruptDriven & ~Copyable>: ~Copyable {
  @usableFromInline
  var state: D.LineState

  @usableFromInline
  let rings: FixedArray<SnapshotRing<D.Snapshot>>

  @usableFromInline
  init(state: D.LineState, calls: Int, ringCapacity: Int) {
    self.state = state
    rings = FixedArray(count: calls) { _ in SnapshotRing(capacity: ringCapacity) }
  }
}
