#if !hasFeature(Embedded)
  public import BoardHAL

  /// How a device connects to a line that is served at passive level.
  ///
  /// There is no level and no lock to choose: the routine runs at passive level, under a lock of
  /// the connection's own that may be held across an `await` (rows L07, L50).
  public struct PassiveOptions {
    /// Whether other devices may connect to the same line; all have to agree (row L04).
    public var sharing = ConnectOptions.Sharing.exclusive
    /// What makes the line ask.
    public var trigger = LineConfiguration.Trigger.edge

    /// The usual: exclusive, edge-triggered.
    public init() {}
  }

  extension AddedDevice where D: WorkDriven & ~Copyable {
    /// Gives the device its work item.
    ///
    /// - Parameters:
    ///   - executor: Where the work runs.
    ///   - capacity: How many values can wait for it; a power of two.
    /// - Throws: `alreadyRegistered`, or `full`.
    public borrowing func registerWorkItem(
      on executor: PassiveExecutor, capacity: Int = 64
    ) throws(FirmwareError) {
      var memory = RowMemory(blockSize: 1024)
      let ring = memory.place(SnapshotRing<D.Work>(capacity: capacity))
      let owner = CellOwner(ring, in: memory)
      let index = try unsafe firmware.dispatcher.registerWork(
        of: id, ring: UnsafeMutableRawPointer(owner.cell), owner: owner, on: executor.index)
      firmware.passive.add(
        .work(D.self, at: index, draining: ring, of: owner, for: id, connection: 0, in: firmware))
    }
  }

  extension AddedDevice where D: PassiveDriven & ~Copyable {
    /// Connects the device to lines whose interrupts are served at passive level.
    ///
    /// - Parameters:
    ///   - sources: What the lines are attached to; several share one state, lock and ring.
    ///   - executor: Where the service routine runs: that of the device's bus.
    ///   - options: Sharing and trigger.
    ///   - state: What the service routine starts with.
    /// - Returns: the connection; the lines are given back when it is let go of, unless it is kept.
    /// - Throws: `FirmwareError` that names what is wrong; then nothing has been opened.
    public borrowing func connect(
      to sources: [LineSource], on executor: PassiveExecutor,
      _ options: PassiveOptions = PassiveOptions(), state: D.LineState
    ) throws(FirmwareError) -> PassiveConnection {
      for source in sources where !D.Source.accepts(source) {
        throw .wrongSource(device: firmware.name(of: id), line: source.label)
      }
      let dispatcher = firmware.dispatcher
      var memory = RowMemory(blockSize: 4096)
      let cell = PassiveCell<D>(
        state: state, ringCapacity: firmware.ringCapacity, in: &memory)
      let owner = CellOwner(cell, in: memory)
      let service = try dispatcher.addWork(of: id, on: executor.index, isService: true)
      var work = -1
      do throws(FirmwareError) {
        if D.Followup.self == WorkFollowup.self {
          work = try dispatcher.addWork(of: id, on: executor.index, isService: false)
        }
        var capturing = ConnectOptions()
        capturing.sharing = options.sharing
        capturing.trigger = options.trigger
        let opened = try unsafe dispatcher.connect(
          id, to: sources, level: Level.deviceNumbers.lowerBound, capturing,
          routines: ConnectionRoutines(capturing: D.self),
          cell: UnsafeMutableRawPointer(owner.cell), owner: owner, serviceItem: service)
        firmware.passive.add(
          .service(
            D.self, at: service, owner, of: id, entries: opened.entries, followedBy: work,
            in: firmware))
        if work >= 0 {
          let number = dispatcher.core.connections[opened.entries[0]].number
          firmware.passive.add(
            .work(
              D.self, at: work, draining: cell.saved, of: owner, for: id, connection: number,
              in: firmware))
        }
        return PassiveConnection(opened, items: [service, work].filter { $0 >= 0 }, in: firmware)
      } catch {
        dispatcher.withdrawWork(service)
        if work >= 0 { dispatcher.withdrawWork(work) }
        throw error
      }
    }
  }
#endif
