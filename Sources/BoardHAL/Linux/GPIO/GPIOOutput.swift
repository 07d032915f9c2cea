internal import BoardHAL

/// An output that this program drives.
final class GPIOOutput {
  let pin: Pin
  private let request: GPIORequest
  private let offset: UInt32
  private let safe: LineValue

  init(_ pin: Pin, _ request: consuming GPIORequest, offset: UInt32, safe: LineValue) {
    self.pin = pin
    self.request = request
    self.offset = offset
    self.safe = safe
  }

  /// False, with `errno` set, when the kernel refuses.
  func drive(_ value: LineValue) -> Bool { request.drive(offset, value) }

  /// What the line is driven to, read at the hardware.
  ///
  /// Nil, with `errno` set, when the kernel cannot say.
  var value: LineValue? { request.value(of: offset) }

  /// Works when half the board has gone: an output that is gone has no state to be left in.
  func enterSafeState() { _ = request.drive(offset, safe) }
}
