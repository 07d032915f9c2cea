/// Collects the mistakes of one file, so that a reader can go on after the first.
final class Report {
  /// The file, spelt as it was given.
  let file: String

  private var diagnostics: [Diagnostic] = []

  init(file: String) {
    self.file = file
  }

  /// Notes a mistake.
  func error(
    at position: SourcePosition?, _ found: String, allowed: String? = nil,
    suggestion: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        file: file, position: position, found: found, allowed: allowed, suggestion: suggestion))
  }

  /// What another file gives, or nil with the mistakes of that file noted here.
  func take<Value>(_ load: () throws(FileError) -> Value) -> Value? {
    do throws(FileError) {
      return try load()
    } catch {
      diagnostics += error.diagnostics
      return nil
    }
  }

  /// Everything noted: this file's mistakes by position, then those of other files.
  var failure: FileError {
    let own = diagnostics.filter { $0.file == file }
    let others = diagnostics.filter { $0.file != file }
    let start = SourcePosition(line: 0, column: 0)
    return FileError(own.sorted { ($0.position ?? start) < ($1.position ?? start) } + others)
  }

  /// Hands `value` on, unless there was a mistake.
  func finish<Value>(_ value: Value) throws(FileError) -> Value {
    guard diagnostics.isEmpty else { throw failure }
    return value
  }
}
