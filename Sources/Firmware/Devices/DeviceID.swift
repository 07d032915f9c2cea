/// Names one device of a firmware, by the order in which it was added.
@frozen
public struct DeviceID: Sendable, Hashable, BitwiseCopyable {
  /// The index of the device.
  public let index: Int

  /// Names the device at `index`.
  @inlinable
  public init(_ index: Int) {
    self.index = index
  }
}
