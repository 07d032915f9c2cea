/// Names one interrupt line of a board, by its index in the controller.
@frozen
public struct LineID: Sendable, Hashable, BitwiseCopyable {
  /// The index of the line in the controller's tables.
  public let index: Int

  /// Names the line at `index`.
  @inlinable
  public init(_ index: Int) {
    self.index = index
  }
}
