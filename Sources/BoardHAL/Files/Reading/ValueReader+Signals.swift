extension ValueReader where Value == Bool {
  /// The voltage of a pin, or the state of a control, as Wokwi writes them.
  static var binary: ValueReader { .oneOf([("0", false), ("1", true)]) }
}

extension ValueReader where Value == UInt8 {
  /// One byte, in decimal or in hexadecimal after `0x`.
  static var byte: ValueReader {
    let number = ValueReader<Int>.integer(in: 0...255)
    return ValueReader(allowed: number.allowed) { node, name, report in
      number.read(node, name, report).map { UInt8($0) }
    }
  }
}

extension ValueReader where Value == [Bool] {
  /// A waveform drawn with `_` for low and `-` for high: `"__-_---__"`.
  static var levels: ValueReader {
    .scalar("_ for low and - for high, such as \"__-_---__\"") { text throws(Misreading) in
      guard text.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }) else {
        throw .notSuch("a waveform")
      }
      return text.utf8.map { $0 == UInt8(ascii: "-") }
    }
  }
}
