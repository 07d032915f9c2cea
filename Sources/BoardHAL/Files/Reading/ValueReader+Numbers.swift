import BoardHAL

extension ValueReader where Value == Int {
  /// A whole number in decimal, or in hexadecimal after `0x`.
  static func integer(in range: ClosedRange<Int>, note: String? = nil) -> ValueReader {
    let note = note.map { " (\($0))" } ?? ""
    return .scalar("\(range.lowerBound) to \(range.upperBound)\(note)") {
      text throws(Misreading) in
      switch WholeNumber(text) {
      case .value(let number) where range.contains(number): return number
      case .value, .huge: throw .outOfRange
      case nil: throw .notSuch("a whole number")
      }
    }
  }

  /// One of a few whole numbers.
  static func integer(among numbers: [Int]) -> ValueReader {
    .scalar(numbers.map(String.init).joined(separator: ", ")) { text throws(Misreading) in
      guard case .value(let number) = WholeNumber(text), numbers.contains(number) else {
        // A near miss of a number is another number, so none is suggested.
        throw .unknown(among: [])
      }
      return number
    }
  }

  /// A physical quantity as a count of its smallest unit.
  static func quantity(_ quantity: Quantity, in range: ClosedRange<Int>) -> ValueReader {
    let span = "\(quantity.text(range.lowerBound)) to \(quantity.text(range.upperBound))"
    return .scalar("\(span), in \(quantity.unitList)") { text throws(Misreading) in
      guard let count = quantity.count(text) else { throw .notSuch(quantity.kind) }
      guard range.contains(count) else { throw .outOfRange }
      return count
    }
  }
}

extension ValueReader where Value == Level {
  /// The level of an interrupt.
  static var level: ValueReader {
    let number = ValueReader<Int>.integer(in: Level.deviceNumbers, note: "higher is more urgent")
    return ValueReader(allowed: number.allowed) { node, name, report in
      number.read(node, name, report).flatMap(Level.device)
    }
  }
}

extension ValueReader where Value == Nanoseconds {
  /// A length of time, with its unit.
  static func duration(in range: ClosedRange<Nanoseconds>) -> ValueReader {
    let count = ValueReader<Int>.quantity(
      .time, in: Int(range.lowerBound.count)...Int(range.upperBound.count))
    return ValueReader(allowed: count.allowed) { node, name, report in
      count.read(node, name, report).map { Nanoseconds(Int64($0)) }
    }
  }

  /// A length of time greater than zero and no longer than a day.
  static var duration: ValueReader { .duration(in: Nanoseconds(1)...Nanoseconds.seconds(86_400)) }
}

/// A whole number as files spell it: no sign, no leading zeros, which some readers take for octal.
enum WholeNumber {
  case value(Int)
  /// A number, and more than an `Int` can hold.
  case huge

  /// Reads a number, or nil if the text is none.
  init?(_ text: String) {
    let isHexadecimal = text.hasPrefix("0x")
    let digits = isHexadecimal ? text.dropFirst(2) : text[...]
    let isNumber = digits.utf8.allSatisfy { byte in
      let character = Character(UnicodeScalar(byte))
      return isHexadecimal ? character.isHexDigit : character.isWholeNumber && byte < 0x80
    }
    guard isNumber, !digits.isEmpty else { return nil }
    if !isHexadecimal, digits.count > 1, digits.first == "0" { return nil }
    self = Int(digits, radix: isHexadecimal ? 16 : 10).map { .value($0) } ?? .huge
  }
}
