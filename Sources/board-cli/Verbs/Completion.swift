/// What the tab key does: which words could stand where the cursor is.
struct Completion: Equatable {
  /// What can be inserted at once: the rest that all candidates share, and a blank if there is one.
  let insertion: String

  /// The words that are possible, in the order of the table or the wiring.
  let candidates: [String]

  /// Looks at the text left of the cursor.
  init(of before: String, _ vocabulary: Vocabulary) {
    let words = before.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    let isNewWord = before.isEmpty || before.hasSuffix(" ")
    let typed = isNewWord ? "" : words.last ?? ""
    let place = isNewWord ? words.count : words.count - 1
    candidates = Self.words(at: place, behind: words.first, vocabulary).filter {
      $0.hasPrefix(typed)
    }
    let shared = Self.commonStart(candidates).dropFirst(typed.count)
    insertion = candidates.count == 1 ? shared + " " : String(shared)
  }

  private static func words(
    at place: Int, behind verb: String?, _ vocabulary: Vocabulary
  ) -> [String] {
    let verbs = VerbTable.shown.map(\.name)
    guard place > 0 else { return verbs }
    guard let offers = verb.flatMap(VerbTable.entry)?.offers, let last = offers.last else {
      return []
    }
    guard let offer = place <= offers.count ? offers[place - 1] : last.repeats ? last : nil else {
      return []
    }
    return offer.names.flatMap { vocabulary[$0] } + offer.words + (offer.verbs ? verbs : [])
  }

  private static func commonStart(_ words: [String]) -> String {
    guard var start = words.first else { return "" }
    for word in words.dropFirst() {
      start = String(zip(start, word).prefix { $0 == $1 }.map(\.0))
    }
    return start
  }
}
