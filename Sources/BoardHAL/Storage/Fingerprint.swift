/// A number that stands for a state: equal states have equal fingerprints, whenever and wherever
/// they are taken.
///
/// The standard library's `Hasher` starts from another number in each process, so that what a
/// schedule explorer counts with it could differ from one run to the next. This one always gives
/// the same. Two states that differ share a fingerprint once in 2⁶⁴ pairs.
@frozen
public struct Fingerprint: Sendable, Hashable, BitwiseCopyable {
  @usableFromInline
  var state: UInt64 = 0x243F_6A88_85A3_08D3

  /// The fingerprint of nothing.
  @inlinable
  public init() {}

  /// The number.
  @inlinable
  public var value: UInt64 { state }

  /// Takes a number in; the order counts.
  @inlinable
  public mutating func mix(_ number: UInt64) {
    // One multiplication of 64 by 64 bits, both halves folded, mixes every bit into every other.
    let product = (number ^ state ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: 0xD6E8_FEB8_6659_FD93 ^ state &<< 1)
    state = product.high ^ product.low &+ state.byteSwapped
  }

  /// Takes a number in.
  @inlinable
  public mutating func mix(_ number: Int) { mix(UInt64(truncatingIfNeeded: number)) }

  /// Takes an answer in.
  @inlinable
  public mutating func mix(_ answer: Bool) { mix(answer ? 1 : 0 as UInt64) }

  /// Takes the bytes of a value in.
  ///
  /// Those between its fields too: two equal values may then look different, and a state is
  /// explored twice; two different ones never look the same.
  @inlinable
  public mutating func mix<Value: BitwiseCopyable>(bytesOf value: Value) {
    unsafe withUnsafeBytes(of: value) { bytes in
      var index = 0
      while index < bytes.count {
        var word: UInt64 = 0
        for place in index..<Swift.min(index + 8, bytes.count) {
          word = unsafe word &<< 8 | UInt64(bytes[place])
        }
        mix(word)
        index += 8
      }
    }
  }
}
