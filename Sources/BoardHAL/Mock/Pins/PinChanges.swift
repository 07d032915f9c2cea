public import BoardHAL

/// A new value of an output, as firmware meant it.
public struct OutputChange: Sendable, Hashable {
  /// When firmware drove it.
  public let time: BoardInstant
  /// What the output means from then on.
  public let value: LineValue

  /// Makes a change, to compare with.
  public init(time: BoardInstant, value: LineValue) {
    self.time = time
    self.value = value
  }
}

/// A new voltage of a pin, whoever brought it about.
public struct VoltageChange: Sendable, Hashable {
  /// When it changed.
  public let time: BoardInstant
  /// The voltage from then on.
  public let voltage: Voltage

  /// Makes a change, to compare with.
  public init(time: BoardInstant, voltage: Voltage) {
    self.time = time
    self.voltage = voltage
  }
}
