import BoardHAL

/// What stands behind a verb: how it is named in help, completed, and read.
struct Operand<Value>: Sendable {
  /// What help calls it: `BUTTON`, `[TIME]`.
  let name: String

  /// What the tab key offers.
  let offers: Offers

  /// Reads it from the words that are left.
  let read: @Sendable (WordReader) throws(VerbError) -> Value

  /// An operand that may be left out.
  static func optional<Wrapped>(_ operand: Operand<Wrapped>) -> Self where Value == Wrapped? {
    Self(name: "[\(operand.name)]", offers: operand.offers) { words throws(VerbError) in
      words.isAtEnd ? nil : try operand.read(words)
    }
  }
}

/// What the tab key offers for a word.
struct Offers: Sendable {
  /// Names of the wiring.
  var names: [Vocabulary.Kind] = []
  /// Words that are always the same.
  var words: [String] = []
  /// Names of verbs.
  var verbs = false
  /// Every word from here on is read by this operand.
  var repeats = false
}

/// The words behind a verb, one after the other.
final class WordReader {
  let wiring: WiringDescription
  private var words: ArraySlice<[UInt8]>

  init(_ words: ArraySlice<[UInt8]>, _ wiring: WiringDescription) {
    self.words = words
    self.wiring = wiring
  }

  /// No word is left.
  var isAtEnd: Bool { words.isEmpty }

  /// The next word as text, which `name` is missed as when there is none.
  func next(_ name: String) throws(VerbError) -> String {
    guard let word = words.popFirst() else { throw VerbError("\(name) is missing") }
    return String(decoding: word, as: UTF8.self)
  }

  /// All that is left, with a blank between words.
  func rest() -> [UInt8] {
    defer { words = [] }
    return Array(words.joined(separator: [UInt8(ascii: " ")]))
  }
}
