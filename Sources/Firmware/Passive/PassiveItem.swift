#if !hasFeature(Embedded)
  import BoardHAL

  /// Something that a device has for an executor: a passive service routine, or a work item.
  final class PassiveItem {
    /// Its place in the core's table, which knows whether it waits or runs.
    let index: Int
    let device: DeviceID
    /// Its connection is gone: it may end, and concludes nothing more.
    var isClosed = false
    /// Keeps what the routine works on.
    private let owner: AnyObject
    private let ring: () -> RingState
    private let body: (PassiveItem, PassiveExecutor) async -> Bool

    private init(
      index: Int, of device: DeviceID, _ owner: AnyObject, waiting: @escaping () -> RingState,
      _ body: @escaping (PassiveItem, PassiveExecutor) async -> Bool
    ) {
      self.index = index
      self.device = device
      self.owner = owner
      ring = waiting
      self.body = body
    }

    /// Runs it once, with all that gathered; true when something is left.
    func run(on executor: PassiveExecutor) async -> Bool { await body(self, executor) }

    /// How much waits for it: what was saved, and what was lost and is to be reported.
    var waiting: Int { Int(ring().waiting) + Int(ring().lost) }

    /// A work item, which is given what gathered in `ring`.
    static func work<D: WorkDriven & ~Copyable>(
      _ type: D.Type, at index: Int, draining ring: Place<SnapshotRing<D.Work>>,
      of owner: AnyObject, for device: DeviceID, connection: Int, in firmware: Firmware
    ) -> PassiveItem {
      PassiveItem(index: index, of: device, owner, waiting: { ring.value.state }) {
        [unowned firmware] _, executor in
        guard ring.value.hasNews else { return false }
        let batch = Batch(draining: ring.value, call: 0, connection: connection)
        firmware.dispatcher.note(.workBegan(device: device))
        await D.work(batch, WorkContext(firmware: firmware, device: device, executor))
        let report = ring.value.free(batch)
        firmware.dispatcher.note(
          .workEnded(device: device, items: UInt32(report.items), lost: UInt32(report.lost)))
        return report.hasMore
      }
    }

    /// A passive service routine, which runs once for each interrupt that was captured.
    static func service<D: PassiveDriven & ~Copyable>(
      _ type: D.Type, at index: Int, _ owner: CellOwner<PassiveCell<D>>, of device: DeviceID,
      entries: [Int], followedBy work: Int, in firmware: Firmware
    ) -> PassiveItem {
      let cell = unsafe owner.cell.pointee
      return PassiveItem(
        index: index, of: device, owner, waiting: { cell.captured.value.state }
      ) { [unowned firmware] item, executor in
        while let captured = cell.captured.value.pop() {
          let (interrupt, lost) = captured
          firmware.dispatcher.note(.passiveBegan(interrupt.line, device: device))
          let token = PassiveInterrupt<D.Source>(
            firmware: firmware, line: interrupt.line, subLine: interrupt.subLine,
            record: interrupt.record, lostBefore: lost, executor)
          await firmware.passive.acquire(cell.lock)
          let answer = await serve(D.self, token, cell)
          cell.lock.value.release()
          guard !item.isClosed else { return false }
          let outcome = firmware.dispatcher.conclude(
            answer, cell, of: device, entry: entries[interrupt.subLine], work: work)
          firmware.dispatcher.note(.passiveEnded(interrupt.line, device: device, outcome))
          firmware.dispatcher.endService(entries[interrupt.subLine])
          firmware.serveAbovePassive()
        }
        return false
      }
    }
  }

  /// Runs a passive service routine, under its lock; what it throws is its answer.
  private func serve<D: PassiveDriven & ~Copyable>(
    _ type: D.Type, _ token: borrowing PassiveInterrupt<D.Source>, _ cell: PassiveCell<D>
  ) async -> Result<PassiveService<D.Snapshot, D.Followup>, LineFault> {
    do throws(LineFault) {
      return .success(try await D.service(token, &cell.state.value))
    } catch {
      return .failure(error)
    }
  }

  extension Dispatcher {
    /// Counts what a passive service routine did; holds back what it could not serve.
    fileprivate func conclude<D: PassiveDriven & ~Copyable>(
      _ answer: Result<PassiveService<D.Snapshot, D.Followup>, LineFault>, _ cell: PassiveCell<D>,
      of device: DeviceID, entry: Int, work: Int
    ) -> ServiceOutcome {
      switch answer {
      case .success(let service):
        let outcome = save(service, cell, of: device, work: work)
        count(outcome, of: entry)
        return outcome
      case .failure(let fault):
        contain(fault, of: entry, on: 0)
        return .failed
      }
    }

    /// Saves what a passive service routine answered, and asks for what is to follow.
    private func save<D: PassiveDriven & ~Copyable>(
      _ answer: PassiveService<D.Snapshot, D.Followup>, _ cell: PassiveCell<D>,
      of device: DeviceID, work: Int
    ) -> ServiceOutcome {
      guard case .claimed(let snapshot) = answer.answer else { return .notMine }
      guard let snapshot else { return .claimed }
      let current = core.devices[device.index].currentRequest
      let push = cell.saved.value.tryPush(snapshot, request: current)
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
