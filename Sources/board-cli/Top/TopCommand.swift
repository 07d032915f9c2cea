import ArgumentParser
import BoardFiles
import BoardHAL

/// Shows a board live, on the whole screen.
struct TopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "top",
    abstract: "Shows a board live, on the whole screen.",
    discussion: """
      Examples:

        The doorbell, while somebody is at the door:
          board-cli top wiring/doorbell.yaml --scenario wiring/doorbell.scenario.yaml

        A real board:
          board-cli top wiring/doorbell.yaml --board raspberry-pi-5 --hal linux

        A session that runs in another terminal, as `board-cli attach --list` names it:
          board-cli top --attach doorbell-4711

      Shown are the header with the voltage of each pin (● high, ○ low, × gone); of each line the \
      interrupts in the last second, whether it is pending or masked, and the longest wait for its \
      service routine; of each deferred call the runs and losses; and what was lost at all. \
      `q` quits, the space bar holds the picture still. Ctrl-Z stops the program, board and all, \
      until `fg`; a mock board then catches up.

      Exit status:
        0    somebody typed q
        1    the session ended, or there is no terminal
        2    a file has mistakes; nothing was started
        42   the scenario waited for something that did not come in time
        64   the command line has a mistake
        129  ended by SIGHUP; 130 by Ctrl-C, 143 by SIGTERM
      """
  )

  @Argument(
    help: ArgumentHelp("The wiring file; a bare board without one.", valueName: "wiring"),
    completion: .file(extensions: ["yaml"]))
  var wiring: String?

  @Option(help: "The board, by name or file, instead of the one that the wiring names.")
  var board: String?

  @Option(
    help: ArgumentHelp("A scenario file to play.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var scenario: String?

  @Option(help: "What the wiring is on: a board in memory, or this machine's own lines and ports.")
  var hal = HAL.mock

  @Option(
    help: ArgumentHelp("How fast time passes: real, or so many times that.", valueName: "speed"))
  var speed: Speed?

  @Option(help: ArgumentHelp("A session of another terminal.", valueName: "session"))
  var attach: String?

  func validate() throws {
    if speed == .max { throw ValidationError("nobody could follow --speed max; use --speed 10") }
    if hal == .linux, scenario != nil || speed != nil {
      throw ValidationError("--scenario and --speed are for the mock board; leave them out")
    }
    if scenario != nil, wiring == nil {
      throw ValidationError("a scenario is for a wiring: name both")
    }
    if attach != nil, wiring != nil || scenario != nil || hal == .linux {
      throw ValidationError("--attach shows what runs already: leave wiring and scenario out")
    }
  }

  func run() throws {
    throw Command.status {
      if let attach { return try RemoteTop(attach).run() }
      let sources = try Setup.sources(wiring, board: board)
      let wiring = try Setup.wiring(wiring, board: board)
      let scenario = try scenario.map { try ScenarioLoader.load(path: $0, wiring: wiring) }
      return try LocalTop(wiring, sources, scenario, on: hal, speed: speed ?? .real).run()
    }.code
  }
}

extension Screen {
  /// The terminal, or an error that says how to get one.
  static func taken() throws(ControlError) -> Screen {
    guard let screen = Screen() else {
      throw ControlError(
        "error: no terminal to draw on; for a pipe use `board-cli run` or `board-cli shell`")
    }
    return screen
  }
}
