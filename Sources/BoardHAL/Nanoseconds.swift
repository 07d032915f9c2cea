/// A span of time in whole nanoseconds.
///
/// The standard `Duration` counts attoseconds in 128 bits; this one is a machine word, exists in
/// Embedded Swift, and is what the kernel's stamps are made of.
@frozen
public struct Nanoseconds: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// The length of the span in nanoseconds.
  public let count: Int64

  /// Makes a span of `count` nanoseconds.
  @inlinable
  public init(_ count: Int64) {
    self.count = count
  }

  /// No time at all.
  @inlinable
  public static var zero: Nanoseconds { Nanoseconds(0) }

  /// A span of whole nanoseconds.
  @inlinable
  public static func nanoseconds(_ count: Int64) -> Nanoseconds { Nanoseconds(count) }

  /// A span of whole microseconds.
  @inlinable
  public static func microseconds(_ count: Int64) -> Nanoseconds { Nanoseconds(count * 1_000) }

  /// A span of whole milliseconds.
  @inlinable
  public static func milliseconds(_ count: Int64) -> Nanoseconds { Nanoseconds(count * 1_000_000) }

  /// A span of whole seconds.
  @inlinable
  public static func seconds(_ count: Int64) -> Nanoseconds { Nanoseconds(count * 1_000_000_000) }

  /// True when the first span is the shorter one.
  @inlinable
  public static func < (shorter: Nanoseconds, longer: Nanoseconds) -> Bool {
    shorter.count < longer.count
  }

  /// The two spans end to end.
  @inlinable
  public static func + (first: Nanoseconds, second: Nanoseconds) -> Nanoseconds {
    Nanoseconds(first.count + second.count)
  }

  /// Makes the span longer by another.
  @inlinable
  public static func += (span: inout Nanoseconds, more: Nanoseconds) {
    span = span + more
  }

  /// What is left of `whole` without `part`; negative when `part` is the longer.
  @inlinable
  public static func - (whole: Nanoseconds, part: Nanoseconds) -> Nanoseconds {
    Nanoseconds(whole.count - part.count)
  }

  /// The span `factor` times over.
  @inlinable
  public static func * (span: Nanoseconds, factor: Int64) -> Nanoseconds {
    Nanoseconds(span.count * factor)
  }
}
