#if !hasFeature(Embedded)
  public import BoardHAL

  /// The token of a passive service routine: what the interrupt brought, and leave to wait.
  ///
  /// There is no way from here to the lock of a device-level line (rows L07, L08).
  public struct PassiveInterrupt<Source: InterruptSource>: ~Copyable, LevelToken, MayBlock {
    private let firmware: Firmware
    private let record: LineRecord
    let executor: PassiveExecutor

    /// The line that asked.
    public let line: LineID

    /// Which of the connection's lines asked, from 0.
    public let subLine: Int

    /// How many interrupts were refused just before this one because too many waited.
    public let lostBefore: Int

    init(
      firmware: Firmware, line: LineID, subLine: Int, record: LineRecord, lostBefore: Int,
      _ executor: PassiveExecutor
    ) {
      self.firmware = firmware
      self.executor = executor
      self.line = line
      self.subLine = subLine
      self.record = record
      self.lostBefore = lostBefore
    }

    /// Always `passive`.
    public var level: Level { .passive }

    /// The time on the board's clock.
    public var now: BoardInstant { firmware.now }

    /// What the interrupt brought; nil when it brought nothing of this kind.
    public borrowing func acknowledge() -> Source.Record? { Source.record(record) }

    /// Lets at least `time` pass while all passive-level code stands still.
    ///
    /// Lines and deferred calls are served. `sleep(for:)` lets other executors go on as well.
    public borrowing func wait(for time: Nanoseconds) {
      firmware.wait(for: time)
    }

    /// Lets at least `time` pass, as a transfer on a bus does; other executors go on meanwhile.
    ///
    /// - Throws: `CancellationError` when the firmware is shut down meanwhile.
    public borrowing func sleep(for time: Nanoseconds) async throws(CancellationError) {
      try await firmware.passive.sleep(for: time)
    }

    /// Reads a register of the device.
    public borrowing func read(_ register: RegisterID) -> UInt32 {
      firmware.board.readRegister(register)
    }

    /// Writes a register of the device.
    public borrowing func write(_ value: UInt32, to register: RegisterID) {
      firmware.board.writeRegister(register, value)
    }
  }
#endif
