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

      Ring it by hand, and watch from a second terminal:
        board-cli shell wiring/doorbell.yaml
        board-cli attach

      See where its wires go, and whether it still does what it should:
        board-cli pinout wiring/doorbell.yaml
        board-cli test wiring/doorbell.scenario.yaml

      Completions for bash, zsh or fish:
        board-cli --generate-completion-script bash
      """,
    version: "board-cli 0.1.0-dev",
    subcommands: [
      RunCommand.self, ShellCommand.self, AttachCommand.self, TopCommand.self, TestCommand.self,
      ReplayCommand.self, TraceCommand.self, LatencyCommand.self,
      MonitorCommand.self, GetCommand.self, SetCommand.self,
      PinoutCommand.self, LinesCommand.self, PortsCommand.self, BoardsCommand.self,
      SerialCommand.self, DoctorCommand.self,
      ExploreCommand.self,
    ]
  )
}
