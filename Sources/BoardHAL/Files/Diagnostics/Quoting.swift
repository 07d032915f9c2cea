extension String {
  /// The text in quotes as messages show it: on one line, without control characters, and short.
  var quoted: String {
    let limit = 40
    var shown = ""
    for scalar in unicodeScalars.prefix(limit) {
      switch scalar {
      case "\"", "\\": shown += "\\\(scalar)"
      case "\n": shown += "\\n"
      case "\r": shown += "\\r"
      case "\t": shown += "\\t"
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        shown += isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
      }
    }
    return unicodeScalars.count > limit ? "\"\(shown)…\"" : "\"\(shown)\""
  }
}

extension Sequence<String> {
  /// The words as messages list them: in order of the alphabet, with commas.
  var listed: String {
    sorted().joined(separator: ", ")
  }
}
