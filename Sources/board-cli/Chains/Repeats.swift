import BoardHAL

/// Counts chains that say the same as the one before, instead of showing each.
///
/// A serial port interrupts for every byte, and a line of text is a screen full of them. The first
/// of several is shown at once, then how many were like it; nothing is left out of a trace.
struct Repeats {
  /// What was shown last.
  private var shown: Chain?
  /// The newest chain like it that was not shown, and how many there are.
  private var held: (chain: Chain, count: Int)?

  /// Takes in a chain; returns what is to be shown now.
  mutating func add(_ chain: Chain) -> [Chain] {
    if let shown, shown.cause == chain.cause, shown.steps == chain.steps {
      held = (chain, (held?.count ?? 0) + 1)
      return []
    }
    let before = end()
    shown = chain
    return before + [chain]
  }

  /// Returns what was held back.
  mutating func end() -> [Chain] {
    defer {
      shown = nil
      held = nil
    }
    guard let held else { return [] }
    guard held.count > 1 else { return [held.chain] }
    return [Chain(time: held.chain.time, cause: "… \(held.count) more like it")]
  }
}
