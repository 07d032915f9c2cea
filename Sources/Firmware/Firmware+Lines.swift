public import BoardHAL

/// The state of a line at this moment: for people who look at a running board.
extension Firmware {
  /// Something waits to be served on the line.
  public func isPending(_ line: LineID) -> Bool { dispatcher.core.controller.isPending(line) }

  /// A service routine of the line runs.
  public func isInService(_ line: LineID) -> Bool { dispatcher.core.controller.isInService(line) }

  /// The line may ask.
  public func isEnabled(_ line: LineID) -> Bool { dispatcher.core.controller.isEnabled(line) }

  /// The line is held back.
  public func isMasked(_ line: LineID) -> Bool { dispatcher.core.controller.isMasked(line) }
}
