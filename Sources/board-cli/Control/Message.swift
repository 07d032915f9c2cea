/// One line of the control socket, from a session to a client; see `docs/control-socket.md`.
///
/// What a client sends are verbs, a line each. What comes back is a tag and a text:
///
///     + device led        a name, for the tab key
///     = led is on …       a line of the answer
///     ! press: no …       why there is no answer
///     ~ 0.500 000 …       a happening that is watched
///     . more              the answer is complete; `last` after `quit`
enum Message: Equatable {
  /// The first line: the version of this protocol, and what is run.
  case hello(String)
  case name(Vocabulary.Kind, String)
  case result(String)
  case complaint(String)
  case happening(String)
  case done(isLast: Bool)

  /// Counts the changes that an older client would not understand.
  static let version = 1

  /// The message as a line, with its end.
  var line: String {
    switch self {
    case .hello(let wiring): "board-cli \(Self.version) \(wiring)\n"
    case .name(let kind, let name): "+ \(kind.rawValue) \(name)\n"
    case .result(let text): "= \(text)\n"
    case .complaint(let text): "! \(text)\n"
    case .happening(let text): "~ \(text)\n"
    case .done(let isLast): isLast ? ". last\n" : ". more\n"
    }
  }

  /// Reads a line without its end; nil for one that no session of this version sends.
  init?(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard let tag = words.first else { return nil }
    let text = words.count > 1 ? String(words[1]) : ""
    switch tag {
    case "board-cli":
      guard text.hasPrefix("\(Self.version) ") else { return nil }
      self = .hello(String(text.dropFirst("\(Self.version) ".count)))
    case "+":
      let parts = text.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let kind = Vocabulary.Kind(rawValue: String(parts[0])) else {
        return nil
      }
      self = .name(kind, String(parts[1]))
    case "=": self = .result(text)
    case "!": self = .complaint(text)
    case "~": self = .happening(text)
    case ".": self = .done(isLast: text == "last")
    default: return nil
    }
  }
}
