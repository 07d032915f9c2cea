public import BoardHAL

/// What became of an attempt to enter a line's critical section (row L32).
///
/// There is no other way to a line's lock: it is taken and given back by `withLine` alone, so it is
/// never held past the end of a routine, nor given back twice.
@frozen
public enum LineAccess<Value> {
  /// The body ran, and this is what it returned.
  case done(Value)
  /// The line may not ask: it has not been enabled yet, or has been disabled. The body did not run.
  case notEnabled
  /// The device has no such connection, or no longer. The body did not run.
  case disconnected

  /// What the body returned, or nil when it did not run.
  @inlinable
  public var value: Value? {
    if case .done(let value) = self { value } else { nil }
  }
}

extension LineAccess: Equatable where Value: Equatable {}

/// What the dispatcher lets a critical section have, before the line's type is known.
@usableFromInline
@frozen
@safe
enum LineEntrance {
  case entered(UnsafeMutableRawPointer, previous: Level)
  case notEnabled
  case disconnected
}
