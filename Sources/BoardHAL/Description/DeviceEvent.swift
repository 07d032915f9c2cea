/// What a device can report.
public enum DeviceEvent: String, Sendable, Hashable, CaseIterable {
  /// A button went down.
  case pressed
  /// A button came up.
  case released
  /// A button has stayed down for its hold time.
  case held
  /// A console received a whole line.
  case line
}

/// What a device can be asked for.
public enum DeviceAction: String, Sendable, Hashable, CaseIterable {
  /// Light an LED.
  case on
  /// Darken an LED.
  case off
  /// Change an LED over.
  case toggle
  /// Send a line over a console.
  case write
}
