import ArgumentParser

/// Drives a board, real or mock, from the terminal.
@main
struct BoardCLI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board-cli",
    abstract: "Drives a board, real or mock, from the terminal."
  )
}
