import BoardHAL

/// Looking at the pins of lines, and finding out that one is no more.
extension Dispatcher {
  /// True for a line whose pin can be looked at.
  func isOnPin(_ line: LineID) -> Bool {
    if case .edges = core.sources[line.index] { true } else { false }
  }

  /// Looks at the pin of a line; one that is on no pin is taken at its word.
  ///
  /// A pin that cannot be read asserts nothing.
  func isAsserted(_ line: LineID) -> Bool {
    guard isOnPin(line) else { return true }
    return pinValue(of: line) == .active
  }

  /// What a line on a pin means now, or nil when the hardware could not say; a chip that turns out
  /// to be gone is not asked again (row H12).
  func pinValue(of line: LineID) -> LineValue? {
    guard !core.isGone[line.index] else { return nil }
    do throws(BoardError) {
      return try backend.value(of: line)
    } catch {
      if case .gone = error { giveUp(line) }
      return nil
    }
  }

  /// A line was named and had nothing: perhaps that is all there will ever be.
  @inline(never)
  func checkPresence(of line: LineID) {
    if isOnPin(line) { _ = pinValue(of: line) }
  }

  /// Closes a line whose chip is gone, and tells each of its devices.
  ///
  /// What had been taken off it is still served: it happened. The line stays open in the model
  /// until it is disconnected; the hardware is not touched again.
  @inline(never)
  private func giveUp(_ line: LineID) {
    core.isGone[line.index] = true
    lockCore(Self.outside)
    if core.isLevelTriggered[line.index] { core.controller.setAsserted(false, on: line) }
    core.hasBacklog[line.index] = false
    stopPolling(line)
    unlockCore()
    backend.close(line)
    var index = Int(core.chains[line.index])
    while index >= 0 {
      note(.fault(device: DeviceID(core.connections[index].device), .gone))
      index = Int(core.connections[index].nextOnLine)
    }
  }
}
