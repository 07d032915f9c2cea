import Testing

@testable import board_cli

struct TerminalTests {
  @Test(arguments: [
    (true, nil, "xterm", true), (true, "", "xterm", true), (true, "1", "xterm", false),
    (true, nil, "dumb", false), (true, nil, nil, false), (false, nil, "xterm", false),
  ])
  func `colour is for terminals that have it, unless told otherwise`(
    _ isInteractive: Bool, _ noColour: String?, _ term: String?, _ hasColour: Bool
  ) {
    let terminal = Terminal(isInteractive: isInteractive, noColour: noColour, term: term)
    #expect(terminal.hasColour == hasColour)
  }

  @Test func `a run on a terminal is coloured`() throws {
    let seen = try runOnTerminal(["TERM": "xterm"])
    #expect(seen.contains("\u{1B}[36mGPIO17 (J8:11) ↓\u{1B}[0m"))
  }

  @Test func `with NO_COLOR it is not, and says the same`() throws {
    let seen = try runOnTerminal(["TERM": "xterm", "NO_COLOR": "1"])
    #expect(!seen.contains("\u{1B}"))
    try Golden.expect(seen, "doorbell.txt")
  }

  /// What a user sees of the doorbell on a terminal with this environment.
  private func runOnTerminal(_ environment: [String: String]) throws -> String {
    let program = try TerminalProgram(
      [
        "run", Repository.doorbell, "--scenario", Repository.doorbellScenario, "--speed", "max",
      ], environment: environment)
    #expect(program.end() == 0)
    return String(decoding: program.sent.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }
}
