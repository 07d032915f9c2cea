/// Every mistake of a file at once, in the order of the file.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The mistakes; never empty.
  public let diagnostics: [Diagnostic]

  /// Makes an error out of one mistake or more.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// One line for each mistake.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
