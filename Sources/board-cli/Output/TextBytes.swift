/// Text, written piece by piece into bytes whose memory is used again.
///
/// For what is printed thousands of times a second: a `String` for each number, and one for the
/// line, cost more than all else that the line needs.
extension [UInt8] {
  /// Writes a text, as UTF-8.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }

  /// Writes a character of ASCII.
  mutating func append(_ character: Unicode.Scalar) { append(UInt8(ascii: character)) }

  /// Writes a number, with zeros in front of it up to a width of 20.
  mutating func append(digitsOf number: UInt64, width: Int = 1) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = number
      var start = digits.count
      while rest > 0 || digits.count - start < width {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      append(contentsOf: digits[start...])
    }
  }

  /// Writes a span in seconds, with nine decimals: `0.000015250`.
  mutating func append(secondsOf nanoseconds: Int64) {
    if nanoseconds < 0 { append("-" as Unicode.Scalar) }
    let second: UInt64 = 1_000_000_000
    append(digitsOf: nanoseconds.magnitude / second)
    append("." as Unicode.Scalar)
    append(digitsOf: nanoseconds.magnitude % second, width: 9)
  }
}
