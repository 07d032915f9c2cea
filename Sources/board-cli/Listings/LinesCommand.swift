import ArgumentParser

/// Lists the GPIO lines of this machine, or of a board.
struct LinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: "Lists the GPIO lines of this machine, or of a board that is described.",
    discussion: """
      No line is taken, and none changes.

      Examples:

        The lines of this machine, and who holds them:
          board-cli lines

        Where the header of a Raspberry Pi 5 is among them:
          board-cli lines raspberry-pi-5 --hal linux

        What can be wired to one, without having it here:
          board-cli lines raspberry-pi-5

        What the doorbell uses, for a script:
          board-cli lines wiring/doorbell.yaml --json

      Exit status: 0, or 1 when a chip could not be looked at.
      """
  )

  @OptionGroup
  var options: HardwareListingOptions

  func run() throws {
    throw Command.status {
      switch try options.source {
      case .described(let wiring):
        return Self.print(Inventory(wiring).lineListing, options.form)
      case .machine(let wiring):
        let machine = try MachineLines(wiring)
        for remark in machine.remarks { Command.complain(remark) }
        let status = Self.print(machine.listing, options.form)
        return status == .success && !machine.isComplete ? .failure : status
      }
    }.code
  }

  private static func print(_ listing: Listing, _ form: ListingForm) -> ExitStatus {
    var output = OutputFile.standardOutput
    return output.print(listing, form)
  }
}
