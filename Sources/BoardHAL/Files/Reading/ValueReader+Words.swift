extension ValueReader where Value == String {
  /// Any text at all, but not none.
  static var text: ValueReader { .scalar("text") { $0 } }

  /// A name that `button.pressed` can be split by and that needs no quotes anywhere.
  static var name: ValueReader {
    .scalar("lower-case letters, digits and hyphens, a letter first") {
      text throws(Misreading) in
      guard isName(text) else { throw .notSuch("a name") }
      return text
    }
  }

  /// True for the names that devices, boards and wirings may have.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.count <= 40
      && text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

extension ValueReader where Value == Bool {
  /// A choice between `yes` and `no`.
  static var flag: ValueReader { .oneOf([("yes", true), ("no", false)]) }
}

extension ValueReader {
  /// One of a few words, each standing for a value.
  static func oneOf(_ words: [(String, Value)]) -> ValueReader {
    .scalar(words.map(\.0).joined(separator: ", ")) { text throws(Misreading) in
      guard let match = words.first(where: { $0.0 == text }) else {
        throw .unknown(among: words.map(\.0))
      }
      return match.1
    }
  }
}

extension ValueReader where Value: CaseIterable & RawRepresentable<String> {
  /// One of the cases of an enumeration, by its raw value.
  static func oneOf(_ type: Value.Type) -> ValueReader {
    .oneOf(type.allCases.map { ($0.rawValue, $0) })
  }
}

extension ValueReader {
  /// A list, each item read by the same reader; mistakes in one item do not hide those in others.
  static func list<Item>(of item: ValueReader<Item>) -> ValueReader where Value == [Item] {
    ValueReader(allowed: "a list of \(item.allowed)") { node, name, report in
      guard case .sequence(let nodes) = node.content else {
        if case .refused = node.content { return nil }
        report.error(
          at: node.position, "\(name) is \(node.summary), not a list",
          allowed: "a list, such as [first, second]")
        return nil
      }
      let items = nodes.map { item.read($0, name, report) }
      let values = items.compactMap(\.self)
      return values.count == items.count ? values : nil
    }
  }
}
