import ArgumentParser

/// Draws the header of a board.
struct PinoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pinout",
    abstract: "Draws the header of a board, and what a wiring uses of it.",
    discussion: """
      Examples:

        Where GPIO17 is:
          board-cli pinout raspberry-pi-5

        Where the wires of the doorbell go:
          board-cli pinout wiring/doorbell.yaml

      Colour is for terminals, and never with NO_COLOR set.
      """
  )

  @OptionGroup
  var options: ListingOptions

  func run() throws {
    throw options.print { wiring in
      let pinout = Pinout(wiring)
      return options.json
        ? pinout.listing.lines(.json) : pinout.lines(hasColour: Terminal.current.hasColour)
    }.code
  }
}
