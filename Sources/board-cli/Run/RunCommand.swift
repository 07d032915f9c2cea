import ArgumentParser
import BoardFiles
import BoardHAL
import Firmware

/// Runs what a wiring file describes, and shows what happens.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a wiring on a board, mock or real, and shows what happens.",
    discussion: """
      Examples:

        Play ten seconds at the door, at the pace of real time:
          board-cli run wiring/doorbell.yaml --scenario wiring/doorbell.scenario.yaml

        The same as fast as it goes, with a trace to look into afterwards:
          board-cli run wiring/doorbell.yaml --speed max --trace doorbell.jsonl \\
            --scenario wiring/doorbell.scenario.yaml

        As JSON Lines, for other programs:
          board-cli run wiring/echo.yaml --scenario wiring/echo.scenario.yaml --json

        The pins of another board:
          board-cli run wiring/doorbell.yaml --board raspberry-pi-5

        On that board itself, until Ctrl-C:
          board-cli run wiring/doorbell.yaml --board raspberry-pi-5 --hal linux

      Time is the mock board's own: without a scenario nothing happens to it, so that a run ends \
      at once. Each line shows one cause and what followed from it; arrows beside a pin are its \
      voltage. Colour is for terminals, and never with NO_COLOR set.

      Exit status:
        0    all went well
        1    the scenario saw what it did not expect, or output was not written
        2    a file has mistakes, or does not exist; nothing was started
        42   the scenario waited for something that did not come in time
        64   the command line has a mistake
        129  ended by SIGHUP, in good order, as with the next two
        130  ended by SIGINT, which is Ctrl-C
        143  ended by SIGTERM
        141  the reader of the output went away
      """
  )

  @Argument(help: ArgumentHelp("The wiring file.", valueName: "wiring"))
  var wiring: String

  @OptionGroup
  var options: RunOptions

  func run() throws {
    OutputFile.ignoreBrokenPipes()
    let status: ExitStatus
    do {
      let run = try Run(wiring: wiring, options)
      status = try run.play()
    } catch {
      Command.complain(error)
      status = .badInput
    }
    throw status.code
  }
}
