/// Checks that bytes are text before any parser sees them.
enum SourceText {
  /// Reports the first byte that YAML cannot contain; true if there is none.
  ///
  /// Checked here rather than by the parser so that the message can name the byte and its place.
  static func check(_ bytes: [UInt8], _ report: Report) -> Bool {
    guard bytes.count <= SourceFile.sizeLimit else {
      report.error(
        at: nil, "the file is too large", allowed: "at most \(SourceFile.sizeLimit) bytes")
      return false
    }
    if let index = bytes.firstIndex(of: 0) {
      report.error(
        at: position(of: index, in: bytes), "byte 0x00 is not text",
        allowed: "UTF-8 text without NUL bytes")
      return false
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return true }
    let index = firstInvalid(in: bytes)
    report.error(
      at: position(of: index, in: bytes), "byte 0x\(hexadecimal(bytes[index])) is not UTF-8",
      allowed: "text saved as UTF-8")
    return false
  }

  /// How many bytes of byte order mark, which some editors write, stand before the text.
  static func markLength(of bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Where the first malformed sequence starts.
  ///
  /// Decoding repairs such a sequence with U+FFFD; the first that the bytes do not hold is it.
  private static func firstInvalid(in bytes: [UInt8]) -> Int {
    var index = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let encoded = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      guard bytes[index...].starts(with: encoded) else { return index }
      index += encoded.count
    }
    return max(0, bytes.count - 1)
  }

  private static func position(of index: Int, in bytes: [UInt8]) -> SourcePosition {
    let before = bytes[..<index]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = String(decoding: bytes[start..<index], as: UTF8.self).unicodeScalars.count + 1
    return SourcePosition(line: line, column: column)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
