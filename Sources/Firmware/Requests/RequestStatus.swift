/// How a request ended.
@frozen
public enum RequestStatus: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// The operation was carried out.
  case success
  /// The device reported an error.
  case failed
  /// The request was cancelled before it was done.
  case cancelled
  /// The device's deferred call let go of the request without ending it; a mistake in the device,
  /// reported so that nobody waits for ever.
  case abandoned
}
