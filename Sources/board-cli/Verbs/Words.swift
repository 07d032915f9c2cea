/// Splits a line into words, as people who use shells expect.
///
///     send console "two words" 'as \it is'   # a comment
///
/// Blanks separate words unless they are quoted. A backslash begins `\n`, `\r`, `\t`, `\xFF` or
/// takes the next character as it is, except between single quotes.
enum Words {
  /// The bytes of each word; a word need not be text.
  static func split(_ line: String) throws(VerbError) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8]?
    var quote: UInt8?
    var bytes = line.utf8.makeIterator()
    while let byte = bytes.next() {
      switch (byte, quote) {
      case (_, .some(byte)):
        quote = nil
      case (UInt8(ascii: "\\"), let quote) where quote != UInt8(ascii: "'"):
        word = (word ?? []) + [try escaped(&bytes)]
      case (UInt8(ascii: "\""), nil), (UInt8(ascii: "'"), nil):
        quote = byte
        word = word ?? []
      case (UInt8(ascii: " "), nil), (UInt8(ascii: "\t"), nil):
        if let complete = word { words.append(complete) }
        word = nil
      case (UInt8(ascii: "#"), nil) where word == nil:
        return words
      default:
        word = (word ?? []) + [byte]
      }
    }
    guard quote == nil else { throw VerbError("a quote is not closed; add it at the end") }
    if let word { words.append(word) }
    return words
  }

  private static func escaped(_ bytes: inout String.UTF8View.Iterator) throws(VerbError) -> UInt8 {
    guard let byte = bytes.next() else {
      throw VerbError("a backslash at the end; write two for one of its own")
    }
    switch byte {
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case UInt8(ascii: "r"): return UInt8(ascii: "\r")
    case UInt8(ascii: "t"): return UInt8(ascii: "\t")
    case UInt8(ascii: "x"):
      let digits = [bytes.next(), bytes.next()].compactMap { $0 }
      guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw VerbError("\\x needs two hexadecimal digits, as in \\x0A") }
      return value
    default: return byte
    }
  }
}
