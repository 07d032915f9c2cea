import ArgumentParser

/// Lists the GPIO lines of a board.
struct LinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: "Lists the GPIO lines of a board, and what a wiring uses them for.",
    discussion: """
      Examples:

        What can be wired to a Raspberry Pi 5:
          board-cli lines raspberry-pi-5

        What the doorbell uses, for a script:
          board-cli lines wiring/doorbell.yaml --json
      """
  )

  @OptionGroup
  var options: ListingOptions

  func run() throws {
    throw options.print { Inventory($0).lineListing.lines(options.form) }.code
  }
}
