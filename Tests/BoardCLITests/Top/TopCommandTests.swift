import Glibc
import TemporaryFiles
import Testing

/// `board-cli top`: a picture of the board that lives.
struct TopCommandTests {
  private let home: TemporaryFolder

  init() throws {
    home = try TemporaryFolder()
  }

  private func top(
    _ arguments: [String] = [Repository.doorbell], columns: Int = 100, rows: Int = 26
  ) throws -> TerminalProgram {
    try TerminalProgram(
      ["top"] + arguments, environment: ["XDG_RUNTIME_DIR": home.path, "NO_COLOR": "1"],
      columns: columns, rows: rows)
  }

  @Test func `the header, the lines and the deferred calls are shown`() throws {
    let program = try top()
    try program.wait(for: "q quits")
    let lines = program.screen.lines
    #expect(lines.first?.hasPrefix("doorbell on mock") == true)
    #expect(lines[1].hasPrefix("     3V3 ·  1 │  2 · 5V       line            a second  pending"))
    #expect(lines[6].hasPrefix("  button ● 11 │ 12 ○ GPIO18"))
    #expect(lines.contains { $0.contains("deferred, 0 queued") })
    #expect(lines.contains { $0.contains("lost: 0 on lines, 0 events, 0 completions") })
    #expect(program.screen.isAlternate && program.screen.isCursorHidden)
    program.type("q")
    #expect(program.end() == 0)
    #expect(program.isSane)
  }

  @Test func `a scenario is seen at work`() throws {
    let program = try top([
      Repository.doorbell, "--scenario", Repository.doorbellScenario, "--speed", "4",
    ])
    try program.wait(for: "a lit lamp") { $0.lines[7].hasPrefix("     led ● 13") }
    try program.wait(for: "a dark lamp") { $0.lines[7].hasPrefix("     led ○ 13") }
    program.type("q")
    #expect(program.end() == 0)
    #expect(program.isSane)
  }

  @Test func `the picture fits the screen, and follows its size`() throws {
    let program = try top(columns: 60, rows: 8)
    try program.wait(for: "q quits")
    #expect(!program.screen.text.contains("3V3"))
    #expect(program.screen.text.contains("a second"))
    program.resize(columns: 120, rows: 30)
    try program.wait(for: "the header") {
      $0.text.contains("39 │ 40") && $0.text.contains("q quits")
    }
    program.type("q")
    #expect(program.end() == 0)
  }

  @Test func `the space bar holds the picture still`() throws {
    let program = try top()
    try program.wait(for: "q quits")
    program.type(" ")
    try program.wait(for: "held still: space goes on")
    program.type(" ")
    try program.wait(for: "space holds the picture still")
    program.type("q")
    #expect(program.end() == 0)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal gives the terminal back`(_ signal: Int32) throws {
    let program = try top()
    try program.wait(for: "q quits")
    program.send(signal)
    #expect(program.end() == 128 + signal)
    #expect(program.isSane)
    #expect(home.files.isEmpty)
  }

  @Test func `Ctrl-C is typed as everywhere`() throws {
    let program = try top()
    try program.wait(for: "q quits")
    program.type("\u{3}")
    #expect(program.end() == 130)
    #expect(program.isSane)
  }

  @Test func `a session of another terminal is shown, until it dies`() throws {
    let shell = try TerminalProgram(
      ["shell", Repository.doorbell],
      environment: ["XDG_RUNTIME_DIR": home.path, "HOME": home.path])
    try shell.wait(for: "board>")
    let program = try top(["--attach", "doorbell-\(shell.number)"])
    try program.wait(for: "q quits")
    shell.type("set led on\r")
    try program.wait(for: "a lit lamp") { $0.lines[7].hasPrefix("     led ● 13") }
    shell.send(SIGKILL)
    #expect(shell.end() == 137)
    #expect(program.end() == 1)
    #expect(program.screen.text.contains("the session has ended"))
    #expect(program.isSane)
  }

  @Test func `without a terminal it says what else there is`() throws {
    let result = try Program.run(
      ["top", Repository.doorbell], environment: ["XDG_RUNTIME_DIR": home.path])
    #expect(result.status == 1)
    #expect(result.errors.contains("no terminal to draw on; for a pipe use `board-cli run`"))
  }

  @Test func `a scenario that fails is told of when the screen is back`() throws {
    let scenario = try TemporaryFile(
      "name: x\nversion: 1\nsteps:\n  - expect-pin: { device: led, value: 1 }\n")
    let program = try top([Repository.doorbell, "--scenario", scenario.path])
    #expect(program.end() == 1)
    #expect(program.screen.text.contains("expected led to be on"))
    #expect(program.isSane)
  }
}
