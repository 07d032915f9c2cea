public import BoardHAL

/// An error of a device, as the device reported it: an entry of the firmware's error log (row L44).
public struct DeviceErrorRecord: Sendable, Hashable, BitwiseCopyable {
  /// When it was reported, on the board's clock.
  public let time: BoardInstant
  /// The device.
  public let device: DeviceID
  /// The request that the device was working on, or nil.
  public let request: RequestID?
  /// The device's own number for what went wrong.
  public let code: UInt32
  /// How often the request had begun; 0 without one.
  public let attempt: UInt32
}

/// What became of a request whose operation failed.
@frozen
public enum Retry: Sendable, Hashable, BitwiseCopyable {
  /// It will begin again once the deferred call has returned; this many attempts were made.
  case again(attempts: Int)
  /// The budget is used up: the device ends the request as failed.
  case exhausted(attempts: Int)
  /// The device works on no request.
  case noRequest
}
