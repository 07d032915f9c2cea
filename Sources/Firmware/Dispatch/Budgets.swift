public import BoardHAL

/// How long routines may take before it is said aloud whose took longer (rows S1-06, L21, L22).
///
/// Measured while accounting is on. Nothing is stopped: a routine that overruns is named. An owner
/// can have budgets of its own: `ConnectOptions.budget` and `DeferredOptions.budget`.
public struct Budgets: Sendable, Hashable {
  /// The longest service routine; 25 µs is the guidance of the Windows model.
  public var service = Nanoseconds.microseconds(25)
  /// The longest deferred call; 100 µs is the guidance of the Windows model.
  public var deferred = Nanoseconds.microseconds(100)
  /// The longest run of deferred calls, with what interrupts them, before the processor comes back
  /// to passive level; a hundred calls that keep to their budget.
  public var run = Nanoseconds.milliseconds(10)

  /// The guidance of the Windows model.
  public init() {}
}
