/// Names one output that a backend has opened.
@frozen
public struct OutputID: Sendable, Hashable, BitwiseCopyable {
  /// The index of the output, in the order of opening.
  public let index: Int

  /// Names the output at `index`.
  @inlinable
  public init(_ index: Int) {
    self.index = index
  }
}
