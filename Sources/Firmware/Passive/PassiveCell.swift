#if !hasFeature(Embedded)
  import BoardHAL
  import Synchronization

  /// The memory of one passive connection: what its service routine shares, what was captured for
  /// it, and what it saved for what follows.
  struct PassiveCell<D: PassiveDriven & ~Copyable>: ~Copyable {
    var state: D.LineState
    /// The passive interrupt lock: held while the service routine runs, also while that awaits.
    let lock = LineLock()
    /// What the line brought, taken off at device level.
    let captured: SnapshotRing<Captured>
    let saved: Box<SnapshotRing<D.Snapshot>>

    init(state: D.LineState, ringCapacity: Int) {
      self.state = state
      captured = SnapshotRing(capacity: ringCapacity)
      saved = Box(SnapshotRing(capacity: ringCapacity))
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
          let cell = unsafe raw.assumingMemoryBound(to: PassiveCell<D>.self)
          let push = unsafe cell.pointee.captured.tryPush(
            Captured(line: frame.line, subLine: subLine, record: frame.record.pointee), request: request)
          return ServiceReport(
            isClaimed: true, isSaved: push != .refused, isFull: push != .saved,
            call: ServiceReport.passive, masksLine: false)
        },
        drain: { raw, rawDevice, frame in
          let cell = unsafe raw.assumingMemoryBound(to: PassiveCell<D>.self)
          let device = unsafe rawDevice.assumingMemoryBound(to: DeviceCell<D>.self)
          let ring = unsafe cell.pointee.saved.cell
          guard D.Followup.self == DeferredFollowup.self,
            unsafe frame.deliversEmpty || ring.pointee.hasNews
          else { return DrainReport() }
          let batch = unsafe Batch(
            draining: ring.pointee, call: frame.call, connection: frame.connection)
          unsafe device.pointee.device.deferred(batch, DispatchContext(frame, device))
          return unsafe ring.pointee.free(batch)
        },
        look: { raw, call, fingerprint in
          let cell = unsafe raw.assumingMemoryBound(to: PassiveCell<D>.self)
          return unsafe cell.pointee.saved.cell.pointee.look(&fingerprint)
        })
    }
  }
#endif
