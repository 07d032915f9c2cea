import ArgumentParser

/// Drives a board, real or mock, from the terminal.
@main
struct BoardCLI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board-cli",
    abstract: "Drives a board, real or mock, from the terminal.",
    discussion: """
      Play the doorbell on the mock board; no hardware needed:

        board-cli run wiring/doorbell.yaml --scenario wiring/doorbell.scenario.yaml
      """,
    subcommands: [
      RunCommand.self, ShellCommand.self, AttachCommand.self, TopCommand.self, TestCommand.self,
      PinoutCommand.self, LinesCommand.self, PortsCommand.self, BoardsCommand.self,
      ExploreCommand.self,
    ]
  )
}
