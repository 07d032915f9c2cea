/// A place in a file, as editors count: both numbers from 1, columns in characters.
public struct SourcePosition: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public let line: Int

  /// The column, from 1.
  public let column: Int

  /// Makes a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Earlier in the file is less.
  public static func < (first: SourcePosition, second: SourcePosition) -> Bool {
    (first.line, first.column) < (second.line, second.column)
  }
}

/// One mistake in a file: where it is, what was found, what is allowed.
///
///     wiring/doorbell.yaml:7:12: error: level 40 is out of range; allowed: 3 to 12
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
  /// The file, spelt as it was given.
  public let file: String

  /// Where in the file, or nil when the mistake is the file itself.
  public let position: SourcePosition?

  /// What was found.
  public let found: String

  /// What is allowed in its place, or nil when `found` says it all.
  public let allowed: String?

  /// The allowed word that was probably meant.
  public let suggestion: String?

  /// Makes a diagnostic.
  public init(
    file: String,
    position: SourcePosition? = nil,
    found: String,
    allowed: String? = nil,
    suggestion: String? = nil
  ) {
    self.file = file
    self.position = position
    self.found = found
    self.allowed = allowed
    self.suggestion = suggestion
  }

  /// One line in the form that compilers use, so that editors can jump to the place.
  public var description: String {
    let place = position.map { "\(file):\($0.line):\($0.column)" } ?? file
    let remedy = allowed.map { "; allowed: \($0)" } ?? ""
    let guess = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
    return "\(place): error: \(found)\(remedy)\(guess)"
  }
}
