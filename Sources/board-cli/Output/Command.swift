import BoardHAL

/// What all commands do the same.
enum Command {
  /// Runs a command; a mistake in what it was given is told on standard error.
  static func status(_ body: () throws -> ExitStatus) -> ExitStatus {
    OutputFile.ignoreBrokenPipes()
    do {
      return try body()
    } catch {
      complain(error is BoardError ? "error: \(error)" : error)
      return error is ControlError || error is VerbError || error is OutputError
        || error is BoardError || error is LineMistakes ? .failure : .badInput
    }
  }

  /// Lines as banners name them: `line 'A'`, or `lines 'A', 'B' and 'C'`.
  static func list(_ lines: [String]) -> String {
    let quoted = lines.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return "line \(quoted.joined())" }
    return "lines \(quoted.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// Tells something on standard error, for people.
  static func complain(_ message: Any) {
    var standardError = OutputFile.standardError
    standardError.write("\(message)\n")
  }
}
