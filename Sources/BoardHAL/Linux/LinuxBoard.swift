public import BoardHAL

/// A real board: GPIO lines of the kernel's character device, and serial ports.
///
/// Lines are found by what the description says of them, chips by label, never by number. What the
/// kernel reports stays in the kernel until firmware takes it; a board on which nothing happens
/// makes no system call and uses no processor time.
///
/// One thread calls it, and nothing that it calls calls it back; so what it keeps is not checked
/// for overlapping accesses at run time, which was a third of all work for a byte (decision 0029).
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
  @exclusivity(unchecked) var lines: [Attachment?] = []
  @exclusivity(unchecked) var slots: [FeedSlot?] = []
  @exclusivity(unchecked) var ready = ReadyLines()
  var outputs: [GPIOOutput] = []
  /// When the kernel was asked last, or nil when it is to be asked again in any case.
  @exclusivity(unchecked) var lookedAt: BoardInstant?
  /// The earliest instant at which a feed wants to be looked at; may be one that has been passed.
  @exclusivity(unchecked) var nextCheck: BoardInstant?
  /// A descriptor of the owner's was readable, and the owner has not asked yet.
  var isOwnerCalled = false

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

  /// Lets a descriptor of the caller's end a wait when it can be read, or written; it has to be
  /// unwatched before it is closed.
  ///
  /// Level-triggered: it ends every wait for as long as nobody reads, or writes. The end of a pipe
  /// ends waits as well.
  ///
  /// - Returns: false for a descriptor that is always ready, such as a file on a disk, which no
  ///   kernel watches.
  /// - Throws: `BoardError.system` when the kernel cannot watch one more descriptor.
  @discardableResult
  public func watch(_ descriptor: Int32, for event: GuestEvent) throws(BoardError) -> Bool {
    try readiness.watchGuest(descriptor, for: event)
  }

  /// Watches a descriptor of the caller's no more.
  public func unwatch(_ descriptor: Int32) { readiness.forget(descriptor) }

  /// Lets somebody who calls end a wait; whoever owns the watch then finds out who it is.
  ///
  /// - Throws: `BoardError.system` when the kernel cannot watch one more descriptor.
  public func watch(_ calls: CallWatch) throws(BoardError) {
    try readiness.watchGuest(calls.descriptor)
  }

  /// True when a signal or a caller that is watched has come since this was asked last.
  ///
  /// Costs no system call, so that it can be asked after every wait.
  public func takeCall() -> Bool {
    defer { isOwnerCalled = false }
    return isOwnerCalled
  }

  /// What an open line is attached to.
  enum Attachment {
    /// The feed in this slot.
    case feed(slot: Int)
    /// Nothing: software raises it.
    case software
  }
}
