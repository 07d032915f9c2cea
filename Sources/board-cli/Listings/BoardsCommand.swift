import ArgumentParser
import BoardFiles
import BoardHAL

/// Lists the boards that are described.
struct BoardsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boards",
    abstract: "Lists the boards that are described in boards/.",
    discussion: """
      Examples:

        The names that --board takes:
          board-cli boards

        The same, for a script:
          board-cli boards --json
      """
  )

  @Flag(help: "Print JSON, for other programs.")
  var json = false

  func run() throws {
    throw Command.status {
      var listing = Listing(
        "boards",
        [
          .init("name"), .init("title"), .init("chips"), .init("gpios", "GPIOs"), .init("ports"),
        ])
      let names = BoardLoader.names()
      guard !names.isEmpty else {
        throw VerbError("error: no boards/ here; go to the folder that has it, or name a file")
      }
      for name in names {
        let board = try BoardLoader.load(named: name)
        listing.append(
          .text(board.name), .text(board.title), .list(board.chips.map(\.label)),
          .init(board.pins.count), .list(board.serialPorts.map(\.name)))
      }
      var output = OutputFile.standardOutput
      return output.print(listing, json ? .json : .text)
    }.code
  }
}
