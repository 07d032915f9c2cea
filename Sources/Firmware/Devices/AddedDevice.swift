public import BoardHAL

/// A device that has been put in and not started: the place to register and connect.
///
/// The life of a device is in the types: `Firmware.add` gives this, `start` consumes it and gives
/// a `StartedDevice`. Its lines ask for nothing before both the device is started and its deferred
/// call is registered, in whichever order (row S1-02).
@safe
public struct AddedDevice<D: Device & ~Copyable>: ~Copyable {
  /// Which device this is.
  public let id: DeviceID

  @usableFromInline
  let firmware: Firmware

  @usableFromInline
  let cell: DeviceCell<D>

  @usableFromInline
  init(id: DeviceID, firmware: Firmware, cell: DeviceCell<D>) {
    self.id = id
    self.firmware = firmware
    self.cell = cell
  }

  /// Gives the device its deferred call, idle, on processor 0 and of medium importance.
  ///
  /// - Parameters:
  ///   - importance: Where the calls join their queue.
  ///   - processor: The virtual processor that runs everything of the device's deferred half.
  /// - Throws: `alreadyRegistered`, `noProcessor`, or `full`.
  public borrowing func registerDeferredCall(
    importance: Importance = .medium, processor: Int = 0
  ) throws(FirmwareError) {
    try registerDeferredCall(DeferredOptions(importance: importance, processor: processor))
  }

  /// Gives the device its deferred call, idle, with what is particular about how it waits and runs.
  ///
  /// - Throws: `alreadyRegistered`, `noProcessor`, or `full`.
  public borrowing func registerDeferredCall(
    _ options: DeferredOptions
  ) throws(FirmwareError) {
    try firmware.dispatcher.registerDeferredCalls(of: id, count: D.deferredCallCount, options)
  }

  /// Starts the device: its lines may ask from now on.
  ///
  /// - Throws: `missingLine` for a device that interrupts and has no line.
  public consuming func start() throws(FirmwareError) -> StartedDevice<D> {
    guard !D.interrupts || firmware.dispatcher.hasLine(id) else {
      throw .missingLine(device: firmware.name(of: id))
    }
    firmware.dispatcher.start(id)
    return StartedDevice(id: id, firmware: firmware, cell: cell)
  }
}

extension AddedDevice where D: InterruptDriven & ~Copyable {
  /// Connects the device to a line with a state of its own for the service routine.
  ///
  /// - Parameters:
  ///   - source: What the line is attached to on the board.
  ///   - level: The number of the line's level, 3 to 12; higher is more urgent.
  ///   - options: Lock, sharing, affinity and synchronize level.
  ///   - state: What the service routine starts with.
  /// - Returns: the connection; the line is given back when it is let go of, unless it is kept.
  /// - Throws: `FirmwareError` that names what is wrong; then nothing has been opened.
  @inlinable
  public borrowing func connect(
    to source: LineSource, level: Int, _ options: ConnectOptions = ConnectOptions(),
    state: D.LineState
  ) throws(FirmwareError) -> Connection {
    try connect(to: [source], level: level, options, state: state)
  }

  /// Connects the device to several lines that share one state, one lock and one ring.
  ///
  /// The routine tells them apart by `InterruptContext.subLine`, their place in `sources`.
  ///
  /// - Parameters:
  ///   - sources: What the lines are attached to on the board.
  ///   - level: The number of the lines' level, 3 to 12; higher is more urgent.
  ///   - options: Lock, sharing, affinity and synchronize level.
  ///   - state: What the service routine starts with.
  /// - Returns: the connection; the lines are given back when it is let go of, unless it is kept.
  /// - Throws: `FirmwareError` that names what is wrong; then nothing has been opened.
  @inlinable
  public borrowing func connect(
    to sources: [LineSource], level: Int, _ options: ConnectOptions = ConnectOptions(),
    state: D.LineState
  ) throws(FirmwareError) -> Connection {
    for source in sources where !D.Source.accepts(source) {
      throw .wrongSource(device: firmware.name(of: id), line: source.label)
    }
    var memory = RowMemory(blockSize: 1024)
    let cell = ConnectionCell<D>(
      state: state, calls: D.deferredCallCount, ringCapacity: firmware.ringCapacity, in: &memory)
    let owner = CellOwner(cell, in: memory)
    return try unsafe firmware.dispatcher.connect(
      id, to: sources, level: level, options, routines: ConnectionRoutines(D.self),
      cell: UnsafeMutableRawPointer(owner.cell), owner: owner)
  }
}

extension AddedDevice where D: InterruptDriven & ~Copyable, D.LineState == NoLineState {
  /// Connects the device to a line; its service routine shares nothing.
  ///
  /// - Parameters:
  ///   - source: What the line is attached to on the board.
  ///   - level: The number of the line's level, 3 to 12; higher is more urgent.
  ///   - options: Lock, sharing, affinity and synchronize level.
  /// - Returns: the connection; the line is given back when it is let go of, unless it is kept.
  /// - Throws: `FirmwareError` that names what is wrong; then nothing has been opened.
  @inlinable
  public borrowing func connect(
    to source: LineSource, level: Int, _ options: ConnectOptions = ConnectOptions()
  ) throws(FirmwareError) -> Connection {
    try connect(to: source, level: level, options, state: NoLineState())
  }
}
