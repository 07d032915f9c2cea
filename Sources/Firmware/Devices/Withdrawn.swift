/// What a device that was taken out had been asked for and has not done.
///
/// The trace names it too: each request as ended, and the work as withdrawn.
public struct Withdrawn: Sendable, Hashable {
  /// Requests that have ended as cancelled: those that waited, and the one it was working on.
  public internal(set) var requests = 0
  /// Values that waited for its work item, and losses that were to be reported to it.
  public internal(set) var work = 0

  /// Nothing.
  public init() {}
}
