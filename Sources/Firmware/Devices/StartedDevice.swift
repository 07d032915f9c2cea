import BoardHAL

/// A device that runs: what an application holds of it.
@safe
public struct StartedDevice<D: Device & ~Copyable> {
  /// Which device this is.
  public let id: DeviceID

  let firmware: Firmware
  let cell: UnsafeMutablePointer<DeviceCell<D>>

  init(id: DeviceID, firmware: Firmware, cell: UnsafeMutablePointer<DeviceCell<D>>) {
    self.id = id
    self.firmware = firmware
    unsafe self.cell = cell
  }

  /// Gives the device its deferred call, for a device that was started without.
  ///
  /// - Throws: `alreadyRegistered`, `noProcessor`, or `full`.
  public func registerDeferredCall(
    custom: Int = 0, importance: Importance = .medium, processor: Int = 0
  ) throws(FirmwareError) {
    try firmware.dispatcher.registerDeferredCalls(
      of: id, custom: custom, importance: importance, target: processor)
  }

  /// Posts an action: the device's own deferred call will carry it out.
  ///
  /// - Returns: `refused` when the device's action queue is full.
  @discardableResult
  public func post(_ action: D.Action, text: EventText = EventText()) -> DeferredRequest {
    firmware.post(action.rawValue, text: text, to: id)
  }

  /// Asks for the device's deferred call, as its service routine would (row S1-09).
  @discardableResult
  public func requestDeferredCall(_ number: Int = 0) -> DeferredRequest {
    firmware.dispatcher.request(call: number, of: id.index, from: 0)
  }

  /// Asks something of the device: begins at once if it is idle, else waits its turn (row L40).
  ///
  /// - Returns: the request, or nil when as many wait as `Limits.requests`.
  public func submit(_ operation: D.Operation) -> RequestID? {
    let dispatcher = firmware.dispatcher
    let id = dispatcher.makeRequestID()
    guard unsafe cell.pointee.waiting.tryPush(PendingRequest(id: id, operation: operation)) else {
      return nil
    }
    dispatcher.requestStart(of: self.id)
    _ = dispatcher.request(call: 0, of: self.id.index, from: 0)
    return id
  }

  /// Reads the device between runs, at passive level: for tests and reports.
  public func inspect<Result>(_ body: (borrowing D) -> Result) -> Result {
    unsafe body(cell.pointee.device)
  }
}
