internal import BoardHAL

/// The modem lines of a port, and how often they changed since they were last reported.
struct ModemSide {
  /// The line that reports them, or nil while it is closed.
  var line: LineID?
  /// What the far end asserts.
  private(set) var lines: ModemLines = []
  /// Changes that nobody has taken.
  private(set) var changes: UInt32 = 0

  /// Changes the lines; true when somebody listens for what that brought.
  mutating func set(_ lines: ModemLines) -> Bool {
    guard lines != self.lines else { return false }
    if line != nil {
      changes += UInt32(lines.symmetricDifference(self.lines).rawValue.nonzeroBitCount)
    }
    self.lines = lines
    return line != nil
  }

  mutating func takeChanges() -> UInt32 {
    defer { changes = 0 }
    return changes
  }
}
