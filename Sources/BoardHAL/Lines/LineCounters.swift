/// What became of everything that reached one line; nothing leaves without a number here.
public struct LineCounters: Sendable, Hashable, BitwiseCopyable {
  /// Requests for service that reached the controller.
  public internal(set) var raised: UInt64 = 0
  /// Requests that found the line already asking and brought nothing of their own.
  public internal(set) var merged: UInt64 = 0
  /// Records that arrived while the line was disabled and were not delivered (row L06).
  public internal(set) var ignored: UInt64 = 0
  /// Times the line was handed to a processor for service.
  public internal(set) var claimed: UInt64 = 0

  /// Counters that have counted nothing.
  public init() {}
}
