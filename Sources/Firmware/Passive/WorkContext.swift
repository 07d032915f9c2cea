#if !hasFeature(Embedded)
  public import BoardHAL

  /// The token of a work item: passive level, where code may wait and may end requests.
  ///
  /// It does not reach the line state: a job that is serialised with its device's other callbacks
  /// must not take the interrupt lock (row L35).
  public struct WorkContext<D: Device & ~Copyable>: ~Copyable, LevelToken, MayBlock, MayComplete {
    private let firmware: Firmware
    let executor: PassiveExecutor

    /// The device whose work item runs.
    public let device: DeviceID

    init(firmware: Firmware, device: DeviceID, _ executor: PassiveExecutor) {
      self.firmware = firmware
      self.executor = executor
      self.device = device
    }
  }

  extension WorkContext where D: ~Copyable {
    /// Always `passive`.
    public var level: Level { .passive }

    /// The time on the board's clock.
    public var now: BoardInstant { firmware.now }

    /// Lets at least `time` pass while all passive-level code stands still.
    ///
    /// Lines and deferred calls are served. `sleep(for:)` lets other executors go on as well.
    public borrowing func wait(for time: Nanoseconds) {
      firmware.wait(for: time)
    }

    /// Lets at least `time` pass; other executors and the application go on meanwhile.
    ///
    /// - Throws: `CancellationError` when the firmware is shut down meanwhile.
    public borrowing func sleep(for time: Nanoseconds) async throws(CancellationError) {
      try await firmware.passive.sleep(for: time)
    }

    /// Posts an action to the device: its own deferred call will carry it out.
    ///
    /// - Returns: `refused` when the device's action queue is full.
    @discardableResult
    public borrowing func post(_ action: D.Action, text: EventText = EventText()) -> DeferredRequest
    {
      firmware.post(action.rawValue, text: text, to: device)
    }
  }
#endif
