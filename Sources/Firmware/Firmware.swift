public import BoardHAL

/// Devices, their interrupt lines and deferred calls, on one board.
///
/// ```swift
/// let firmware = Firmware(on: board)
/// try firmware.connect(
///   Button(), named: "button", to: .edges(of: pin), level: 4, state: Button.LineState())
/// firmware.run()
/// ```
///
/// Putting devices in is for passive level, before or between runs; it takes memory. Running takes
/// none. One thread runs a firmware, unless it was made to be shared.
@safe
public final class Firmware {
  @usableFromInline
  let dispatcher: Dispatcher

  #if !hasFeature(Embedded)
    /// Passive-level routines and tasks.
    let passive: PassiveScheduler
  #endif

  /// Called at passive level with each event of a device, in order; may block.
  public var onEvent: ((DeviceEventRecord, borrowing PassiveContext) -> Void)?

  /// Called with each thing that happened; setting it switches tracing on.
  ///
  /// While a live engine runs it may be set only after `beginTrace`: its threads read the switch.
  public var onTrace: ((TraceEvent) -> Void)? {
    didSet {
      let isTracing = onTrace != nil
      if dispatcher.core.isTracing != isTracing { dispatcher.core.isTracing = isTracing }
    }
  }

  /// Sees each happening when it is recorded; setting it switches tracing on.
  public var witness: (any TraceWitness)? {
    get { dispatcher.witness }
    set {
      dispatcher.witness = newValue
      if newValue != nil { beginTrace() }
    }
  }

  /// Switches tracing on before there is anybody to hand the trace to.
  ///
  /// What happens while devices are put in waits for `onTrace`, as much as `Limits.trace` allows.
  public func beginTrace() {
    dispatcher.core.isTracing = true
  }

  /// Called by `run` whenever nothing is left to do at the moment, before it waits: the place to
  /// write out what has gathered.
  public var onSettle: (() -> Void)?

  /// What the wiring says about events.
  var reactions = Reactions()

  /// Events have had their turn at passive level.
  var isPassiveTurn = false

  /// `run` is to return after the step it is in.
  var isStopping = false

  /// Makes a firmware without devices.
  ///
  /// - Parameters:
  ///   - backend: The board that it runs on.
  ///   - limits: How much of everything there can be; all memory is taken here.
  ///   - timing: How long routines take on a board with virtual time.
  ///   - isShared: Its processors are run by several threads, each calling `step(on:)` for one
  ///     of them; records then are handed in with `latch` and `raise`, not taken from the board.
  public convenience init(
    on backend: any Backend, limits: Limits = Limits(), timing: Timing = .instant,
    isShared: Bool = false
  ) {
    self.init(
      on: backend, limits: limits, timing: timing, isShared: isShared, threadLock: nil)
  }

  /// Makes a firmware without devices; with a lock, for an engine that runs processor 0 on several
  /// threads, which preempt each other as levels do.
  package init(
    on backend: any Backend, limits: Limits, timing: Timing = .instant, isShared: Bool = false,
    threadLock: (any ThreadLock)?
  ) {
    dispatcher = Dispatcher(
      backend: backend, limits: limits, timing: timing, isShared: isShared,
      threadLock: threadLock)
    #if !hasFeature(Embedded)
      passive = PassiveScheduler(dispatcher)
    #endif
  }

  /// The board that the firmware runs on.
  public var board: any Backend { dispatcher.backend }

  /// The time on the board's clock.
  public var now: BoardInstant { dispatcher.backend.now }

  /// The lengths of routines are measured; costs two clock reads for each on a live board.
  public var isAccounting: Bool {
    get { dispatcher.core.isAccounting }
    set { dispatcher.core.isAccounting = newValue }
  }

  /// How long routines may take before they are named; looked at while accounting is on.
  public var budgets: Budgets {
    get { dispatcher.budgets }
    set { dispatcher.budgets = newValue }
  }

  // MARK: Devices

  /// Puts a device in, without lines: the device object of the Windows model.
  ///
  /// - Throws: `FirmwareError.full` when there are as many devices as `Limits.devices`.
  @inlinable
  public func add<D: Device & ~Copyable>(
    _ device: consuming D, named name: String
  ) throws(FirmwareError) -> AddedDevice<D> {
    var memory = RowMemory(blockSize: 1024)
    let cell = DeviceCell(device, requestCapacity: requestCapacity, in: &memory)
    let owner = CellOwner(cell, in: memory)
    let id = try unsafe dispatcher.add(
      name: name, routines: DeviceRoutines(D.self), cell: UnsafeMutableRawPointer(owner.cell),
      owner: owner, timers: D.timerCount)
    return AddedDevice(id: id, firmware: self, cell: cell)
  }

  /// Puts a device in, gives it its deferred call, connects it to a line, and starts it.
  ///
  /// - Parameters:
  ///   - device: The device; the firmware owns it from here on.
  ///   - name: What people call it.
  ///   - source: What the line is attached to on the board.
  ///   - level: The number of the line's level, 3 to 12; higher is more urgent.
  ///   - state: What the service routine starts with.
  /// - Returns: what an application holds of the device.
  /// - Throws: what `AddedDevice.connect` throws; then the firmware is as before but for the
  ///   device, which stays without a line.
  @inlinable
  @discardableResult
  public func connect<D: InterruptDriven & ~Copyable>(
    _ device: consuming D, named name: String, to source: LineSource, level: Int,
    state: D.LineState
  ) throws(FirmwareError) -> StartedDevice<D> {
    let added = try add(device, named: name)
    try added.registerDeferredCall()
    try added.connect(to: source, level: level, state: state).keep()
    return try added.start()
  }

  /// Posts an action on behalf of the application, or of a reaction, which follows by itself; for
  /// the one thread that runs the firmware.
  package func post(
    _ code: UInt8, text: EventText, to device: DeviceID, isByApplication: Bool = true
  ) -> DeferredRequest {
    dispatcher.post(
      code, text: text, to: device, from: Dispatcher.outside, isByApplication: isByApplication)
  }

  @usableFromInline
  var ringCapacity: Int { dispatcher.limits.snapshots }

  @usableFromInline
  var requestCapacity: Int { dispatcher.limits.requests }
}

extension Firmware {
  /// Puts a device in whose service routine shares nothing, and connects it to a line.
  @inlinable
  @discardableResult
  public func connect<D: InterruptDriven & ~Copyable>(
    _ device: consuming D, named name: String, to source: LineSource, level: Int
  ) throws(FirmwareError) -> StartedDevice<D> where D.LineState == NoLineState {
    try connect(device, named: name, to: source, level: level, state: NoLineState())
  }
}

extension Firmware {
  /// Hands the firmware a record of a line, as a backend of one's own or a benchmark does.
  ///
  /// - Returns: what became of it; `full` means that it was not taken.
  public func latch(_ record: LineRecord, on line: LineID) -> InterruptController.Reception {
    dispatcher.latch(record, on: line)
  }
}
