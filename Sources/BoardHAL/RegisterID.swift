/// Names one register of a device that the backend can reach without waiting.
@frozen
public struct RegisterID: Sendable, Hashable, BitwiseCopyable {
  /// The index of the register in the backend.
  public let index: Int

  /// Names the register at `index`.
  @inlinable
  public init(_ index: Int) {
    self.index = index
  }
}
