internal import BoardHAL

/// An open GPIO line: what is wanted of its pin, and the buffer in which its edges wait.
final class EdgeInput {
  let pin: Int
  let settings: LineSource.EdgeLine
  var buffer: EdgeBuffer
  /// The chip went away: the line is named once more, so that a poller finds out (row H12).
  var hasHangup = false

  /// The lines that this one was opened together with.
  var group: EdgeGroup?
  /// Takes bounce out, if asked to.
  var filter: SettleFilter?

  init(pin: Int, settings: LineSource.EdgeLine, buffer: consuming EdgeBuffer) {
    self.pin = pin
    self.settings = settings
    self.buffer = buffer
  }

  /// The edge that a change of the pin to `voltage` makes, or nil when it is not selected.
  func edge(to voltage: Voltage) -> Edge? {
    let edge: Edge = voltage.value(active: settings.active) == .active ? .rising : .falling
    return settings.edges.contains(edge) ? edge : nil
  }
}
