import BoardFiles

/// What is wrong with a line of a trace.
struct TraceMistake: Error {
  /// Where in the line, counted in bytes from 0; 0 when it is the line as such.
  var offset = 0
  let found: String
  var allowed: String?

  func diagnostic(file: String, line: Int) -> Diagnostic {
    Diagnostic(
      file: file, position: SourcePosition(line: line, column: offset + 1), found: found,
      allowed: allowed)
  }
}
