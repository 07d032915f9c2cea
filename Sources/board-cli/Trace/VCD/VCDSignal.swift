import BoardHAL

/// One wire of a VCD file.
struct VCDSignal {
  /// Where a viewer shows it.
  enum Scope: String, CaseIterable {
    /// What a probe on the board would see.
    case board
    /// Which routine runs.
    case firmware
  }

  /// What viewers call it: no spaces.
  let name: String
  let scope: Scope
  /// The value at the beginning, or nil when it is not known.
  var initial: Bool?
  /// The changes, in the order in which they became known.
  private(set) var changes: [(time: BoardInstant, value: Bool)] = []

  init(_ label: String, _ scope: Scope, initial: Bool? = nil) {
    // "GPIO17 (J8:11)" is known well enough by its first word.
    name = String(
      label.prefix { $0 != " " }.map { character in
        character.isASCII && (character.isLetter || character.isNumber) || character == "_"
          ? character : "_"
      })
    self.scope = scope
    self.initial = initial
  }

  mutating func change(to value: Bool, at time: BoardInstant) {
    changes.append((time, value))
  }
}
