import ArgumentParser

/// Lists the serial ports of a board.
struct PortsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ports",
    abstract: "Lists the serial ports of a board, and what a wiring uses them for.",
    discussion: """
      Nothing is opened, so that no device is disturbed.

      Examples:

        Where the serial port of a Raspberry Pi 5 is, and what it needs:
          board-cli ports raspberry-pi-5

        What the echo console uses, for a script:
          board-cli ports wiring/echo.yaml --json
      """
  )

  @OptionGroup
  var options: ListingOptions

  func run() throws {
    throw options.print { Inventory($0).portListing.lines(options.form) }.code
  }
}
