import ArgumentParser

/// How a wiring is run.
struct RunOptions: ParsableArguments {
  @Option(help: "The board, by name or file, instead of the one that the wiring names.")
  var board: String?

  @Option(help: "What to run on: a board in memory, or this machine's own lines and ports.")
  var hal = HAL.mock

  @Option(help: ArgumentHelp("A scenario file to play.", valueName: "file"))
  var scenario: String?

  @Option(
    name: [.customLong("record"), .customLong("trace")],
    help: ArgumentHelp(
      "Where to record the run as a trace, to replay, convert or measure.", valueName: "file"))
  var trace: String?

  @Option(help: ArgumentHelp("When to end, on the board's clock: 500ms, 10s.", valueName: "time"))
  var until: RunLength?

  @Option(
    help: ArgumentHelp(
      """
      How fast time passes: real, max, or so many times real time. \
      (default: real on a terminal, else max)
      """,
      valueName: "speed"))
  var speed: Speed?

  @Flag(help: "Print the trace as JSON Lines, and a summary object at the end.")
  var json = false

  func validate() throws {
    guard hal == .linux else { return }
    if scenario != nil {
      throw ValidationError(
        "--scenario acts on the mock board; a real one is acted on by the world: leave it out")
    }
    if speed != nil {
      throw ValidationError("--speed is for the mock board; on a real one time passes by itself")
    }
  }
}
