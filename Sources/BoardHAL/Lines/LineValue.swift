/// What a line means: active or inactive, whatever its voltage.
///
/// Active-low has been applied below, in the kernel or in the mock (semantics row H01); high and
/// low are said only of volts.
@frozen
public enum LineValue: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// The line does not assert its meaning: a button is up, a lamp is dark.
  case inactive = 0
  /// The line asserts its meaning: a button is down, a lamp is lit.
  case active = 1

  /// The other value.
  @inlinable
  public var toggled: LineValue { self == .active ? .inactive : .active }
}
