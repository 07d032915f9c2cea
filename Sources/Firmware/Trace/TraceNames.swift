public import BoardHAL

/// What the numbers of a trace are called; a `Firmware` knows.
public protocol TraceNames {
  /// What a line is attached to.
  func label(of line: LineID) -> String
  /// What people call a device.
  func name(of device: DeviceID) -> String
  /// What people call an event of a device.
  func name(ofEvent code: UInt8, of device: DeviceID) -> String
  /// What people call an action of a device.
  func name(ofAction code: UInt8, of device: DeviceID) -> String
}

extension Firmware: TraceNames {}
