public import BoardHAL

/// The token of passive level: application code, which may wait and end requests.
public struct PassiveContext: ~Copyable, LevelToken, MayBlock, MayComplete {
  let firmware: Firmware

  #if !hasFeature(Embedded)
    /// Where the task runs that was given this; nil for a handler.
    var executor: PassiveExecutor?
  #endif

  init(firmware: Firmware) {
    self.firmware = firmware
  }

  /// Always `passive`.
  public var level: Level { .passive }

  /// The time on the board's clock.
  public var now: BoardInstant { firmware.now }

  /// Lets at least `time` pass; lines and deferred calls are served meanwhile.
  public borrowing func wait(for time: Nanoseconds) {
    firmware.wait(for: time)
  }

  /// Returns when every deferred call that is queued now, on any processor, has finished.
  ///
  /// Calls of low importance that wait for others run now. What is queued later is not waited for,
  /// nor can it delay this, unless it is of high importance and goes before. Serves lines and runs
  /// deferred calls meanwhile (row L18).
  public borrowing func flushDeferredCalls() {
    firmware.dispatcher.flushDeferredCalls()
  }

  /// Posts an action to a device: its own deferred call will carry it out.
  ///
  /// - Returns: `refused` when the device's action queue is full.
  @discardableResult
  public borrowing func post(
    _ code: UInt8, text: EventText = EventText(), to device: DeviceID
  ) -> DeferredRequest {
    firmware.post(code, text: text, to: device)
  }
}
