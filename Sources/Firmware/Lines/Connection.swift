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
  private let entries: [Int]
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

  /// Gives the lines back; the routine does not run any more. Same as letting go.
  public consuming func disconnect() {}
}
