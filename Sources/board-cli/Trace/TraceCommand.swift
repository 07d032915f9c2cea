import ArgumentParser

/// What can be done with a trace file.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Turns traces into what other programs read.",
    subcommands: [ConvertCommand.self]
  )
}
