/// Names one deferred call, by its index in the dispatcher's table.
@frozen
public struct DeferredCallID: Sendable, Hashable, BitwiseCopyable {
  /// The index of the call.
  public let index: Int

  @usableFromInline
  init(_ index: Int) {
    self.index = index
  }
}
