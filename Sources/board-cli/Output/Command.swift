/// What all commands do the same.
enum Command {
  /// Runs a command; a mistake in what it was given is told on standard error.
  static func status(_ body: () throws -> ExitStatus) -> ExitStatus {
    OutputFile.ignoreBrokenPipes()
    do {
      return try body()
    } catch {
      var standardError = OutputFile.standardError
      standardError.write("\(error)\n")
      return error is ControlError || error is VerbError || error is OutputError
        ? .failure : .badInput
    }
  }
}
