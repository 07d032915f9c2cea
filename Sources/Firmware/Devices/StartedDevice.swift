import BoardHAL

/// A device that runs: what an application holds of it.
@safe
public struct StartedDevice<D: Device & ~Copyable> {
  /// Which device this is.
  public let id: DeviceID

  let firmware: Firmware
  let cell: DeviceCell<D>
  /// Keeps the cell alive after the device has been taken out.
  private let owner: AnyObject?
  /// Which of the devices that have had this number.
  private let epoch: UInt32

  init(id: DeviceID, firmware: Firmware, cell: DeviceCell<D>) {
    self.id = id
    self.firmware = firmware
    self.cell = cell
    owner = firmware.dispatcher.core.devices[id.index].owner
    epoch = firmware.dispatcher.core.devices[id.index].epoch
  }

  /// False once the device has been taken out; then whatever is asked of it is refused.
  public var isPresent: Bool { firmware.dispatcher.isPresent(id, epoch: epoch) }

  /// Gives the device its deferred call, for a device that was started without.
  ///
  /// - Throws: `alreadyRegistered`, `noProcessor`, or `full`.
  public func registerDeferredCall(
    importance: Importance = .medium, processor: Int = 0
  ) throws(FirmwareError) {
    try registerDeferredCall(DeferredOptions(importance: importance, processor: processor))
  }

  /// Gives the device its deferred call, with what is particular about how it waits and runs.
  ///
  /// - Throws: `alreadyRegistered`, `noProcessor`, or `full`.
  public func registerDeferredCall(_ options: DeferredOptions) throws(FirmwareError) {
    guard isPresent else { throw .removed }
    try firmware.dispatcher.registerDeferredCalls(of: id, count: D.deferredCallCount, options)
  }

  /// Posts an action: the device's own deferred call will carry it out.
  ///
  /// - Returns: `refused` when the device's action queue is full.
  @discardableResult
  public func post(_ action: D.Action, text: EventText = EventText()) -> DeferredRequest {
    guard isPresent else { return .refused }
    return firmware.post(action.rawValue, text: text, to: id)
  }

  /// Asks for the device's deferred call, as its service routine would (row S1-09).
  ///
  /// The routine runs even if nothing has been saved for it, then with an empty batch.
  @discardableResult
  public func requestDeferredCall(_ number: Int = 0) -> DeferredRequest {
    guard isPresent else { return .refused }
    return firmware.dispatcher.ask(call: number, of: id.index)
  }

  /// Takes the deferred call out of its queue before it runs (row L17); does not wait.
  ///
  /// A run that the call asked for at a later time is taken back too. What has been saved for it
  /// stays in its ring, for the next run. To be sure that it does not run either, see
  /// `cancelDeferredCall(_:_:)`.
  @discardableResult
  public func removeDeferredCall(_ number: Int = 0) -> DeferredRemoval {
    guard isPresent else { return .notQueued }
    return firmware.dispatcher.removeDeferredCall(number, of: id)
  }

  /// Takes the deferred call back, and returns when it neither waits nor runs (row L19).
  ///
  /// Blocks while it runs, and so asks for the token of passive level. Whoever asks for the call
  /// later queues it again. What has been saved for it stays in its ring, for the next run.
  public func cancelDeferredCall(
    _ number: Int, _ context: borrowing PassiveContext
  ) -> DeferredCancellation {
    guard isPresent else { return .neverQueued }
    return firmware.dispatcher.cancelDeferredCall(number, of: id)
  }

  /// Reads the device between runs, at passive level: for tests and reports.
  ///
  /// Its routines must not run meanwhile. A live engine with preemption runs them beside the
  /// application: there, after `stop`, or after a `run` that has returned.
  public func inspect<Result>(_ body: (borrowing D) -> Result) -> Result {
    // This may be the last use of the firmware, which owns the memory that is read.
    withExtendedLifetime(firmware) {
      body(cell.device.value)
    }
  }
}
