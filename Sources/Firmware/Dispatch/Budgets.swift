public import BoardHAL

/// How long routines may take before it is said aloud whose took longer (rows S1-06, L21).
///
/// Measured while accounting is on. Nothing is stopped: a routine that overruns is named.
public struct Budgets: Sendable, Hashable {
  /// The longest service routine; 25 µs is the guidance of the Windows model.
  public var service = Nanoseconds.microseconds(25)
  /// The longest deferred call; 100 µs is the guidance of the Windows model.
  public var deferred = Nanoseconds.microseconds(100)

  /// The guidance of the Windows model.
  public init() {}
}
