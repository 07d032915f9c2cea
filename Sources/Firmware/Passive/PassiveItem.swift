#if !hasFeature(Embedded)
  import BoardHAL

  /// Something that a device has for an executor: a passive service routine, or a work item.
  final class PassiveItem {
    /// Its place in the core's table, which knows whether it waits or runs.
    let index: Int
    /// Its connection is gone: it may end, and concludes nothing more.
    var isClosed = false
    private let body: (PassiveItem) async -> Bool

    private init(index: Int, _ body: @escaping (PassiveItem) async -> Bool) {
      self.index = index
      self.body = body
    }

    /// Runs it once, with all that gathered; true when something is left.
    func run() async -> Bool { await body(self) }

    /// A work item, which is given what gathered in `ring`.
    static func work<D: WorkDriven & ~Copyable>(
      _ type: D.Type, at index: Int, draining ring: Box<SnapshotRing<D.Work>>, of device: DeviceID,
      connection: Int, in firmware: Firmware
    ) -> PassiveItem {
      PassiveItem(index: index) { [unowned firmware] _ in
        guard unsafe ring.cell.pointee.hasNews else { return false }
        let batch = unsafe Batch(draining: ring.cell.pointee, call: 0, connection: connection)
        firmware.dispatcher.note(.workBegan(device: device))
        await D.work(batch, WorkContext(firmware: firmware, device: device))
        let report = unsafe ring.cell.pointee.free(batch)
        firmware.dispatcher.note(
          .workEnded(device: device, items: UInt32(report.items), lost: UInt32(report.lost)))
        return report.hasMore
      }
    }

    /// A passive service routine, which runs once for each interrupt that was captured.
    static func service<D: PassiveDriven & ~Copyable>(
      _ type: D.Type, at index: Int, _ box: Box<PassiveCell<D>>, of device: DeviceID,
      entries: [Int], followedBy work: Int, in firmware: Firmware
    ) -> PassiveItem {
      PassiveItem(index: index) { [unowned firmware] item in
        while let captured = unsafe box.cell.pointee.captured.pop() {
          let (interrupt, lost) = captured
          firmware.dispatcher.note(.passiveBegan(interrupt.line, device: device))
          await firmware.passive.acquire(box)
          let answer = unsafe await D.service(
            PassiveInterrupt(
              firmware: firmware, line: interrupt.line, subLine: interrupt.subLine,
              record: interrupt.record, lostBefore: lost), &box.cell.pointee.state)
          unsafe box.cell.pointee.lock.release()
          guard !item.isClosed else { return false }
          let outcome = firmware.dispatcher.conclude(answer, box, of: device, work: work)
          firmware.dispatcher.count(outcome, of: entries[interrupt.subLine])
          firmware.dispatcher.note(.passiveEnded(interrupt.line, device: device, outcome))
          firmware.dispatcher.endService(entries[interrupt.subLine])
          firmware.serveAbovePassive()
        }
        return false
      }
    }
  }

  extension Dispatcher {
    /// Saves what a passive service routine answered, and asks for what is to follow.
    fileprivate func conclude<D: PassiveDriven & ~Copyable>(
      _ answer: PassiveService<D.Snapshot, D.Followup>, _ box: Box<PassiveCell<D>>,
      of device: DeviceID, work: Int
    ) -> ServiceOutcome {
      guard case .claimed(let snapshot) = answer.answer else { return .notMine }
      guard let snapshot else { return .claimed }
      let current = core.devices[device.index].currentRequest
      let push = unsafe box.cell.pointee.saved.cell.pointee.tryPush(snapshot, request: current)
      let request =
        work >= 0
        ? requestWork(work, from: Self.outside)
        : self.request(call: 0, of: device.index, from: Self.outside)
      guard push != .refused else { return .snapshotLost }
      switch request {
      case .queued: return .queued
      case .merged: return .merged
      case .refused: return .refused
      }
    }
  }
#endif
