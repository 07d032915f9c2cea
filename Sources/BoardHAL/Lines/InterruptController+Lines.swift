extension InterruptController {
  /// Opens a free line: disabled, unmasked, with an empty latch.
  ///
  /// - Returns: the line, or nil when every line is in use.
  public mutating func open(_ configuration: LineConfiguration) -> LineID? {
    precondition(
      configuration.latchCapacity > 0 && configuration.latchCapacity <= latchCapacity,
      "the controller was made with smaller latches")
    for index in 0..<lines.count where !lines[index].isOpen {
      var line = InterruptLine(configuration: configuration)
      line.latchStart = index * latchPlaces
      line.isOpen = true
      lines[index] = line
      return LineID(index)
    }
    return nil
  }

  /// Gives a line back; what was pending is forgotten.
  ///
  /// - Precondition: the line is not in service.
  public mutating func close(_ line: LineID) {
    precondition(lines[line.index].servedBy < 0, "closed a line that is in service")
    disable(line)
    lines[line.index].isOpen = false
  }

  /// Lets the line ask for service, starting unmasked with nothing pending.
  public mutating func enable(_ line: LineID) {
    precondition(lines[line.index].isOpen, "enabled a line that is not open")
    guard !lines[line.index].isEnabled else { return }
    lines[line.index].isEnabled = true
    lines[line.index].isMasked = false
    refresh(line.index)
  }

  /// Stops the line asking; what was pending is forgotten and counted as ignored.
  public mutating func disable(_ line: LineID) {
    let index = line.index
    guard lines[index].isEnabled else { return }
    lines[index].counters.ignored += UInt64(lines[index].latchCount)
    if lines[index].isRaised { lines[index].counters.ignored += 1 }
    lines[index].isEnabled = false
    lines[index].isMasked = false
    lines[index].isRaised = false
    // The head stays: the place before it may hold the record that is in service.
    lines[index].latchCount = 0
    refresh(index)
  }

  /// Holds the line back; what is pending, and what still comes, waits for `unmask` (row L71).
  public mutating func mask(_ line: LineID) {
    lines[line.index].isMasked = true
    refresh(line.index)
  }

  /// Lets a masked line ask again, at once if something is pending.
  public mutating func unmask(_ line: LineID) {
    lines[line.index].isMasked = false
    refresh(line.index)
  }

  /// Changes the level of a line, as a shared lock's ceiling does when a line joins (row L03).
  public mutating func setLevel(_ level: Level, of line: LineID) {
    let index = line.index
    // A line that waits keeps its place: leaving and joining again would put it behind others.
    guard lines[index].configuration.level != level else { return }
    if lines[index].isReady {
      ready.leave(
        index, at: lines[index].configuration.level.number,
        on: lines[index].configuration.affinity)
      lines[index].isReady = false
    }
    lines[index].configuration.level = level
    refresh(index)
  }

  /// What the line was opened with.
  public func configuration(of line: LineID) -> LineConfiguration {
    lines[line.index].configuration
  }

  /// What became of everything that reached the line.
  public func counters(of line: LineID) -> LineCounters { lines[line.index].counters }

  /// True when the line has something for its service routine.
  public func isPending(_ line: LineID) -> Bool { lines[line.index].isPending }

  /// True when the line may ask for service.
  public func isEnabled(_ line: LineID) -> Bool { lines[line.index].isEnabled }

  /// True when the line is held back.
  public func isMasked(_ line: LineID) -> Bool { lines[line.index].isMasked }

  /// True from `claim` to `complete`.
  public func isInService(_ line: LineID) -> Bool { lines[line.index].servedBy >= 0 }

  /// True when the line's latch would take half of what it can hold, or nothing at all because the
  /// line is disabled.
  package func isWorthFilling(_ line: LineID) -> Bool { lines[line.index].isWorthFilling }

  /// True when the line's latch would take another record.
  public func hasRoom(_ line: LineID) -> Bool {
    lines[line.index].hasRoom
  }
}
