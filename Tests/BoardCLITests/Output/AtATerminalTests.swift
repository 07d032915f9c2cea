import Glibc
import TemporaryFiles
import Testing

/// Every command in a terminal: what it shows, whether in colour, and how it leaves the terminal.
struct AtATerminalTests {
  /// A command that ends by itself.
  struct Sample: CustomTestStringConvertible {
    let arguments: [String]
    let shows: String
    var hasColour = false
    /// The statuses it may end with: those of some depend on the machine.
    var statuses: Set<Int32> = [0]

    var testDescription: String { arguments[0] }
  }

  private static let samples = [
    Sample(
      arguments: [
        "run", Repository.doorbell, "--scenario", Repository.doorbellScenario, "--speed", "max",
      ], shows: "Passed at 9.891 176 s", hasColour: true),
    Sample(
      arguments: ["test", Repository.doorbellScenario], shows: "1 passed, 0 failed",
      hasColour: true),
    Sample(arguments: ["replay", Golden.path("doorbell.jsonl")], shows: "all the same"),
    Sample(
      arguments: ["trace", "convert", Golden.path("doorbell.jsonl"), "--to", "text"],
      shows: "button pressed"),
    Sample(arguments: ["latency", Golden.path("doorbell.jsonl")], shows: "99.9 %"),
    Sample(
      arguments: ["pinout", Repository.doorbell], shows: "button ▸ GPIO17 (11)", hasColour: true),
    Sample(arguments: ["lines", Repository.doorbell], shows: "GPIO17"),
    Sample(arguments: ["ports", Repository.echo], shows: "uart0"),
    Sample(arguments: ["boards"], shows: "raspberry-pi-5"),
    Sample(arguments: ["doctor"], shows: "real-time", hasColour: true, statuses: [0, 1]),
    Sample(
      arguments: ["explore", Repository.doorbell, Repository.doorbellScenario],
      shows: "exhausted, nothing wrong"),
    Sample(arguments: ["attach"], shows: "no session runs", statuses: [1]),
    // No such line anywhere, or no chip; what they do to one, the virtual board shows.
    Sample(arguments: ["monitor", "nobodys-line"], shows: "error: ", statuses: [1]),
    Sample(arguments: ["get", "nobodys-line"], shows: "error: ", statuses: [1]),
    Sample(arguments: ["set", "nobodys-line=1"], shows: "error: ", statuses: [1]),
  ]

  private let home: TemporaryFolder

  init() throws {
    home = try TemporaryFolder()
  }

  private func start(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> TerminalProgram {
    let own = ["XDG_RUNTIME_DIR": home.path].merging(environment) { $1 }
    return try TerminalProgram(arguments, environment: own, columns: 160, rows: 100)
  }

  @Test(arguments: samples)
  func `what a command shows is in colour where it has any`(_ sample: Sample) throws {
    let program = try start(sample.arguments)
    #expect(sample.statuses.contains(program.end()))
    #expect(program.screen.text.contains(sample.shows), "\(program.screen.text)")
    #expect(program.sent.contains(0x1B) == sample.hasColour)
    #expect(program.isSane)
  }

  @Test(arguments: samples, [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func `who wants no colour gets none`(_ sample: Sample, _ wish: [String: String]) throws {
    let program = try start(sample.arguments, wish)
    #expect(sample.statuses.contains(program.end()))
    #expect(program.screen.text.contains(sample.shows))
    #expect(!program.sent.contains(0x1B))
  }

  @Test func `no command is forgotten here`() throws {
    // These take the terminal over, and have suites of their own.
    let takers = TakenTerminalTests.Taker.allCases.map(\.rawValue)
    let tried = Set(takers + Self.samples.map { $0.arguments[0] })
    #expect(try tried == Set(ListedCommands.names()))
  }

  @Test func `Ctrl-C ends a run in good order, and the outputs are safe`() throws {
    let program = try start(["run", Repository.doorbell])
    try program.wait(for: "drive the board with")
    program.type("\u{3}")
    #expect(program.end() == 130)
    #expect(program.screen.text.contains("outputs are in their safe state."))
    #expect(program.isSane)
  }

  @Test func `who waits longer than two seconds sees how far it is, and may stop it`() throws {
    let program = try start([
      "explore", Repository.echo, Repository.echoScenario, "--bound", "9",
      "--schedules", "100000000",
    ])
    try program.wait(for: "exploring [")
    program.type("\u{3}")
    #expect(program.end() == 130)
    #expect(program.isSane)
  }

  @Test func `so does who has a long recording read`() throws {
    let lines = try Golden.text("doorbell.jsonl").split(separator: "\n")
    let happenings = lines.dropFirst().dropLast()
    let times = 100_000 / happenings.count
    let all = Array(repeating: happenings.joined(separator: "\n"), count: times)
    let end = #"{"end":\#(happenings.count * times),"dropped":0}"#
    let trace = try TemporaryFile(([String(lines[0])] + all + [end, ""]).joined(separator: "\n"))
    let program = try start(["latency", trace.path])
    try program.wait(for: "reading \(trace.path) [")
    program.type("\u{3}")
    #expect(program.end() == 130)
    #expect(program.isSane)
  }
}
