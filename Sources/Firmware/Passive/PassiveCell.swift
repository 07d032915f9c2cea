#if !hasFeature(Embedded)
  import BoardHAL
  import Synchronization

  /// The memory of one passive connection: what its service routine shares, what was captured for
  /// it, and what it saved for what follows.
  ///
  /// `state` is touched only under the passive lock; the rings take care of themselves.
  struct PassiveCell<D: PassiveDriven & ~Copyable>: BitwiseCopyable {
    let state: Place<D.LineState>
    /// The passive interrupt lock: held while the service routine runs, also while that awaits.
    let lock: Place<LineLock>
    /// What the line brought, taken off at device level.
    let captured: Place<SnapshotRing<Captured>>
    let saved: Place<SnapshotRing<D.Snapshot>>

    init(state: D.LineState, ringCapacity: Int, in memory: inout RowMemory) {
      self.state = memory.place(state)
      lock = memory.place(LineLock())
      captured = memory.place(SnapshotRing(capacity: ringCapacity))
      saved = memory.place(SnapshotRing(capacity: ringCapacity))
    }
  }

  /// An interrupt that waits for its passive service routine.
  struct Captured: BitwiseCopyable {
    let line: LineID
    let subLine: Int
    let record: LineRecord
  }

  extension SnapshotRing {
    /// Takes the oldest snapshot, or nil; for the draining side.
    borrowing func pop() -> (snapshot: Snapshot, lostBefore: Int)? {
      let position = head.load(ordering: .relaxed)
      guard tail.load(ordering: .acquiring) != position else { return nil }
      let slot = unsafe slots[Int(position & mask)]
      head.store(position &+ 1, ordering: .releasing)
      return (slot.snapshot, Int(slot.lostBefore))
    }
  }

  extension ConnectionRoutines {
    /// How the dispatcher reaches a passive connection: at device level it only captures.
    init<D: PassiveDriven & ~Copyable>(capturing type: D.Type) {
      unsafe self.init(
        service: { raw, frame, subLine, request in
          let cell = unsafe raw.assumingMemoryBound(to: PassiveCell<D>.self).pointee
          let captured = unsafe Captured(
            line: frame.line, subLine: subLine, record: frame.record.pointee)
          let push = cell.captured.value.tryPush(captured, request: request)
          return ServiceReport(
            isClaimed: true, isSaved: push != .refused, isFull: push != .saved,
            call: ServiceReport.passive, masksLine: false)
        },
        drain: { raw, rawDevice, frame in
          let cell = unsafe raw.assumingMemoryBound(to: PassiveCell<D>.self).pointee
          let device = unsafe rawDevice.assumingMemoryBound(to: DeviceCell<D>.self).pointee
          guard D.Followup.self == DeferredFollowup.self,
            frame.deliversEmpty || (frame.limit > 0 && cell.saved.value.hasNews)
          else { return DrainReport() }
          let batch = Batch(
            draining: cell.saved.value, call: frame.call, connection: frame.connection,
            limit: frame.limit)
          device.device.value.deferred(batch, DispatchContext(frame, device))
          return cell.saved.value.free(batch)
        },
        look: { raw, call, fingerprint in
          let cell = unsafe raw.assumingMemoryBound(to: PassiveCell<D>.self).pointee
          return cell.saved.value.look(&fingerprint)
        })
    }
  }
#endif
