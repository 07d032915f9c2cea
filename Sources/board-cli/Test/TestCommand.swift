import ArgumentParser
import BoardFiles
import BoardHAL

/// Plays scenarios in virtual time and compares what happens with what they expect.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Plays scenarios in virtual time, and tells which fail and why.",
    discussion: """
      A scenario is a list of steps on one timeline, with expectations of pins, serial ports and \
      events among them. X.scenario.yaml is played on the wiring X.yaml beside it.

      Examples:

        One scenario:
          board-cli test wiring/doorbell.scenario.yaml

        All of them, with a report for other programs:
          board-cli test wiring/*.scenario.yaml --json

        A scenario on a wiring of another name:
          board-cli test knock.yaml --wiring wiring/doorbell.yaml

      Exit status:
        0    all passed
        1    one saw what it did not expect
        2    a file has mistakes; none was played
        42   none failed otherwise, and one waited for something that did not come in time
        64   the command line has a mistake
        141  the reader of the output went away
      """
  )

  @Argument(
    help: ArgumentHelp("The scenario files.", valueName: "scenario"),
    completion: .file(extensions: ["yaml"]))
  var scenarios: [String]

  @Option(
    help: ArgumentHelp("The wiring of all of them.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var wiring: String?

  @Option(help: "The board, by name or file, instead of the one that the wiring names.")
  var board: String?

  @Flag(help: "Print one JSON object, for other programs.")
  var json = false

  func run() throws {
    throw Command.status {
      let tests = try load()
      let report = TestReport(isJSON: json, hasColour: Terminal.current.hasColour)
      for test in tests { report.add(try test.run()) }
      return report.end()
    }.code
  }

  /// Reads every file before anything is played, and tells the mistakes of all of them.
  private func load() throws(FileError) -> [ScenarioTest] {
    var tests: [ScenarioTest] = []
    var mistakes: [Diagnostic] = []
    for path in scenarios {
      do throws(FileError) {
        let wiring = try WiringLoader.load(path: try wiringPath(of: path), board: board)
        let scenario = try ScenarioLoader.load(path: path, wiring: wiring)
        tests.append(ScenarioTest(scenario: scenario, wiring: wiring))
      } catch {
        for mistake in error.diagnostics where !mistakes.contains(mistake) {
          mistakes.append(mistake)
        }
      }
    }
    guard mistakes.isEmpty else { throw FileError(mistakes) }
    return tests
  }

  private func wiringPath(of scenario: String) throws(FileError) -> String {
    if let wiring { return wiring }
    let suffix = ".scenario.yaml"
    if scenario.hasSuffix(suffix) { return scenario.dropLast(suffix.count) + ".yaml" }
    throw FileError([
      Diagnostic(
        file: scenario, found: "no wiring belongs to a file of this name",
        allowed: "a name that ends in \(suffix), or --wiring")
    ])
  }
}
