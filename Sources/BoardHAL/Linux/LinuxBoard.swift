public import BoardHAL

/// A real board: GPIO lines of the kernel's character device, and serial ports.
///
/// Lines are found by what the description says of them, chips by label, never by number. What the
/// kernel reports stays in the kernel until firmware takes it; a board on which nothing happens
/// makes no system call and uses no processor time.
///
///     let board = try LinuxBoard(description)
///     let firmware = try Firmware(wiring, on: board)
///     firmware.run()
public final class LinuxBoard {
  /// What the board has.
  public let description: BoardDescription

  /// How it asks the kernel.
  public let configuration: LinuxConfiguration

  /// What this build of libgpiod and this kernel give; found out once, as firmware asks often.
  public let capabilities: Capabilities

  /// The clock that all its stamps are of.
  public let clock: MonotonicClock

  let readiness: Readiness
  var chips = ChipDirectory()
  var lines: [Attachment?] = []
  var slots: [FeedSlot?] = []
  var ready = ReadyLines()
  var outputs: [GPIOOutput] = []
  /// When the kernel was asked last, or nil when it is to be asked again in any case.
  var lookedAt: BoardInstant?
  /// The earliest instant at which a feed wants to be looked at; may be one that has been passed.
  var nextCheck: BoardInstant?

  /// Makes a board of which nothing is open; the hardware is not touched yet.
  ///
  /// - Throws: `BoardError.system` when the kernel has no descriptor left.
  public init(
    _ description: BoardDescription, configuration: LinuxConfiguration = LinuxConfiguration(),
    clock: MonotonicClock = MonotonicClock()
  ) throws(BoardError) {
    self.description = description
    self.configuration = configuration
    capabilities = Capabilities(configuration)
    self.clock = clock
    readiness = try Readiness()
  }

  deinit {
    // Whoever forgot to: outputs keep their last level when their request is closed.
    enterSafeState()
  }

  /// Ends a wait of this board from another thread.
  public var bell: Bell { readiness.bell }

  /// Lets a signal end a wait; whoever owns the signals then takes it.
  ///
  /// - Throws: `BoardError.system` when the kernel cannot watch one more descriptor.
  public func watch(_ signals: borrowing TerminationSignals) throws(BoardError) {
    try readiness.watchGuest(signals.descriptor)
  }

  /// What an open line is attached to.
  enum Attachment {
    /// The feed in this slot.
    case feed(slot: Int)
    /// Nothing: software raises it.
    case software
  }
}
