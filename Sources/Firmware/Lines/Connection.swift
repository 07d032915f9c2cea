public import BoardHAL

/// One connection of a device to its lines: the interrupt object of the Windows model.
///
/// Cannot be copied. Letting go of it disconnects: the routine does not run any more, and the
/// lines are given back. What the routine shares is fixed at `connect`; changing it takes a new
/// connection (row S0-08).
public struct Connection: ~Copyable {
  /// The lines, in the order given to `connect`; their index is the routine's `subLine`.
  public let lines: [LineID]

  private let firmware: Dispatcher
  let entries: [Int]
  private var isKept = false

  init(lines: [LineID], entries: [Int], dispatcher: Dispatcher) {
    self.lines = lines
    self.entries = entries
    firmware = dispatcher
  }

  deinit {
    guard !isKept else { return }
    firmware.disconnect(entries)
  }

  /// Leaves the connection to the firmware, for as long as that lives.
  @discardableResult
  public consuming func keep() -> [LineID] {
    isKept = true
    return lines
  }

  /// Gives the lines back, and returns when nothing of the connection runs any more.
  ///
  /// What the service routine has saved is still delivered to the deferred call. For passive
  /// level: a routine cannot disconnect itself, it has no way to reach its connection.
  @discardableResult
  public consuming func disconnect() -> Quiesced {
    isKept = true
    return firmware.disconnect(entries)
  }

  /// Takes the routine off its lines, so that nothing new begins; the rest is for `disconnect`.
  borrowing func stopCapturing() {
    for entry in entries { firmware.unlink(entry) }
  }

  /// Says whether interrupts are delivered: cheap, any number of times, cannot fail (row L06).
  ///
  /// While they are not, what comes is taken off the hardware, counted as ignored, and forgotten.
  public borrowing func setActive(_ isActive: Bool) {
    for line in lines { firmware.setActive(isActive, line) }
  }
}
