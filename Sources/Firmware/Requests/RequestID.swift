/// Names one request for as long as the firmware runs.
@frozen
public struct RequestID: Sendable, Hashable, BitwiseCopyable {
  /// The number of the request, from 1; wraps after 2³² requests.
  public let number: UInt32

  /// The request of this number, or nil for 0, which stands for "no request".
  @inlinable
  public init?(_ number: UInt32) {
    guard number != 0 else { return nil }
    self.number = number
  }
}
