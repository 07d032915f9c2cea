public import BoardHAL

/// How long a deferred call may still take before it is named: what its context tells it.
///
/// The counterpart of the watchdog information of the Windows model (row L22). A time that remains
/// is negative once the limit has passed; the call has been named then, and goes on.
public struct Watchdog: Sendable, Hashable {
  /// How long one run of this call may take.
  public let limit: Nanoseconds
  /// What is left of it.
  public let remaining: Nanoseconds
  /// How long deferred calls may run one after the other before passive level has its turn.
  public let runLimit: Nanoseconds
  /// What is left of that.
  public let runRemaining: Nanoseconds
}
