/// How a word is shown where there is colour.
enum Paint: String {
  case faint = "\u{1B}[2m"
  case cause = "\u{1B}[36m"
  case told = "\u{1B}[1m"
  case output = "\u{1B}[32m"
  case trouble = "\u{1B}[1;31m"

  private static let end = "\u{1B}[0m"

  /// The text in this colour.
  func on(_ text: String) -> String { rawValue + text + Self.end }
}
