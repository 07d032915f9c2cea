import BoardHAL

/// One verb of the table: its name, what stands behind it, and what it does in a line.
struct VerbEntry: Sendable {
  let name: String

  /// What stands behind it, as help shows it: `BUTTON [TIME]`.
  let usage: String

  /// What the tab key offers for each word behind it.
  let offers: [Offers]

  /// What it does, in a line.
  let summary: String

  /// One use of it that means something with the shipped wirings.
  let example: String

  /// Reads what stands behind it.
  let parse: @Sendable (WordReader) throws(VerbError) -> Verb

  /// Puts a verb together from its operands, of which each is read in turn.
  init<each Value>(
    _ name: String, _ operand: repeat Operand<each Value>, does summary: String,
    example: String, as make: @escaping @Sendable (repeat each Value) -> Verb
  ) {
    self.name = name
    var names: [String] = []
    var offers: [Offers] = []
    // No loop: Swift 6.2.3 fails to optimise one whose variable has another type each time.
    repeat names.append((each operand).name)
    repeat offers.append((each operand).offers)
    usage = names.joined(separator: " ")
    self.offers = offers
    self.summary = summary
    self.example = example
    parse = { words throws(VerbError) in
      make(repeat try (each operand).read(words))
    }
  }
}
