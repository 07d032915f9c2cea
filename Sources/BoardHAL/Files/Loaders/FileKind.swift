/// What a YAML file describes, by the keys that only such files have.
public enum FileKind: Sendable, Hashable {
  /// A file of `boards/`.
  case board
  /// A file of `wiring/`.
  case wiring
  /// A scenario for a wiring.
  case scenario

  /// Looks at a file.
  ///
  /// One that could be anything counts as a board, whose loader then says what is wrong with it.
  /// Blocks on the file system.
  ///
  /// - Throws: `FileError` for a file that is no YAML, or cannot be read.
  public static func of(path: String) throws(FileError) -> FileKind {
    let report = Report(file: path)
    let bytes = try SourceFile.read(path)
    guard var fields = Document.fields(bytes, "the file", report) else { throw report.failure }
    if fields.node("devices") != nil { return .wiring }
    return fields.node("steps") != nil ? .scenario : .board
  }
}
