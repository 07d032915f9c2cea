/// Up to 32 bytes that go with a happening: the fixed piece in which a trace holds any of them.
///
/// In four words, not in an array, so that a `TraceEvent` can be compared and hashed.
public struct TraceBytes: Sendable, Hashable, BitwiseCopyable {
  /// The most bytes in one piece: half of what a serial record can carry, and more than most do.
  public static let capacity = 32

  /// The number of bytes.
  public private(set) var count = 0

  private var words: Words = Words()

  /// Four words, of which the first holds the first eight bytes, lowest first.
  private struct Words: Hashable, BitwiseCopyable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var fourth: UInt64 = 0

    subscript(index: Int) -> UInt64 {
      get {
        switch index {
        case 0: first
        case 1: second
        case 2: third
        default: fourth
        }
      }
      set {
        switch index {
        case 0: first = newValue
        case 1: second = newValue
        case 2: third = newValue
        default: fourth = newValue
        }
      }
    }
  }

  /// No bytes.
  public init() {}

  /// As many of the bytes as fit, taken from `bytes` at `start`.
  public init(_ bytes: Span<UInt8>, from start: Int = 0) {
    let taken = min(Self.capacity, max(0, bytes.count - start))
    for index in 0..<taken { append(bytes[start + index]) }
  }

  /// True when there are none.
  public var isEmpty: Bool { count == 0 }

  /// The byte at `index`.
  ///
  /// - Precondition: `index` is less than `count`.
  public subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "a piece of a trace has fewer bytes")
    return UInt8(truncatingIfNeeded: words[index >> 3] >> UInt64((index & 7) * 8))
  }

  private mutating func append(_ byte: UInt8) {
    words[count >> 3] |= UInt64(byte) << UInt64((count & 7) * 8)
    count += 1
  }
}
