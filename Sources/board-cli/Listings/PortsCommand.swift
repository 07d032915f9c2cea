import ArgumentParser
import BoardHALLinux

/// Lists the serial ports of this machine, or of a board.
struct PortsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ports",
    abstract: "Lists the serial ports of this machine, or of a board that is described.",
    discussion: """
      Nothing is opened, so that no device is disturbed. A port that was plugged in a moment ago \
      has the highest number of its kind, and stands last among them. Use a stable name in scripts: \
      it leads to the same adaptor after it was plugged in elsewhere.

      Examples:

        The ports of this machine, what is behind them, and who has them open:
          board-cli ports

        Where the serial port of a Raspberry Pi 5 is, and what it needs:
          board-cli ports raspberry-pi-5

        What the echo console uses, for a script:
          board-cli ports wiring/echo.yaml --json
      """
  )

  @OptionGroup
  var options: HardwareListingOptions

  func run() throws {
    throw Command.status {
      var output = OutputFile.standardOutput
      switch try options.source {
      case .described(let wiring): return output.print(Inventory(wiring).portListing, options.form)
      case .machine:
        let ports = PortDirectory.ports()
        for remark in MachinePorts.remarks(ports) { Command.complain(remark) }
        return output.print(MachinePorts.listing(ports), options.form)
      }
    }.code
  }
}
