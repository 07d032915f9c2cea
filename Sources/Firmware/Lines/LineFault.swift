/// Why a service routine could not serve its device: thrown by it, and data from then on (row L37).
///
/// A plain value, because it is made at device level. The dispatcher gives the line's lock back,
/// holds back the line, or on a shared line this routine alone, and records the fault with the name
/// of the device; all other lines go on. `Firmware.unmask(_:)` lets the line ask again.
@frozen
public struct LineFault: Error, Sendable, Hashable, BitwiseCopyable {
  /// What is wrong, by the device's own convention.
  public let code: UInt8

  /// Makes a fault with a code of the device's own.
  @inlinable
  public init(code: UInt8) {
    self.code = code
  }
}
