public import BoardHAL

/// Something that a device told the application.
public struct DeviceEventRecord: Sendable, BitwiseCopyable {
  /// When it was told, on the board's clock.
  public let time: BoardInstant
  /// The device.
  public let device: DeviceID
  /// The raw value of the device's own event type.
  public let code: UInt8
  /// What goes with it, by the device's own convention.
  public let value: Int64
  /// A text that goes with it; empty for most.
  public let text: EventText
}
