import BoardFiles

/// Why a verb was not carried out: the thing, the cause, and the remedy, in one line.
struct VerbError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// A word that means nothing here, with the words that would.
  static func unknown(_ kind: String, _ word: String, among allowed: [String]) -> VerbError {
    let guess = Suggestion.nearest(to: word, among: allowed).map { "; did you mean \"\($0)\"?" }
    let choice =
      allowed.isEmpty ? "this wiring has none" : "allowed: \(allowed.joined(separator: ", "))"
    return VerbError("no \(kind) \(Quoted.text(word)); \(choice)\(guess ?? "")")
  }
}
