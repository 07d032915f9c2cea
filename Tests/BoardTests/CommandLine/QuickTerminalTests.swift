import Glibc
import Testing

/// `monitor`, `get`, `set`, `lines` and `run` on a real board, each at a terminal of its own.
@Suite(.onVirtualBoard) struct QuickTerminalTests {
  private let quick: QuickChip

  init() throws {
    quick = try QuickChip()
  }

  private func terminal(
    _ arguments: String..., startedBy starter: [String] = []
  ) throws -> TerminalProgram {
    try TerminalProgram(
      arguments, environment: SimulatedHeader.environment, startedBy: starter)
  }

  private func monitor(startedBy starter: [String] = []) throws -> TerminalProgram {
    let program = try terminal("monitor", quick.button, "--banner", startedBy: starter)
    try program.wait(for: "Monitoring line '\(quick.button)'...")
    return program
  }

  @Test func `monitor shows edges as they come, until Ctrl-C`() throws {
    let program = try monitor()
    try quick.press(true)
    try program.wait(for: "rising\t\"\(quick.button)\"")
    try quick.press(false)
    try program.wait(for: "falling\t\"\(quick.button)\"")
    program.type("\u{3}")
    #expect(program.end() == 130)
    #expect(!program.sent.contains(0x1B))
    #expect(program.isSane)
  }

  @Test func `the reader of monitor ends it when it has seen enough`() throws {
    let program = try monitor(startedBy: TerminalProgram.toHead)
    // No edge comes: that the banner was enough is noticed without one.
    #expect(program.end() == 141)
    #expect(program.isSane)
  }

  @Test func `a chip that is unplugged is told of, and leaves the terminal as it was`() throws {
    let program = try monitor()
    try quick.chip.remove()
    #expect(program.end() == 1)
    #expect(program.screen.text.contains("is gone: it was unplugged or its chip was removed"))
    #expect(program.isSane)
  }

  @Test func `get shows a level, and set drives one until Ctrl-C, as it says`() throws {
    let set = try terminal("set", "\(quick.lamp)=1")
    try set.wait(for: "holding \(quick.lamp) until Ctrl-C")
    #expect(try quick.chip.isHigh(quick.lampOffset))
    set.type("\u{3}")
    try set.wait(for: "released \(quick.lamp)")
    #expect(set.end() == 130)
    #expect(set.isSane)

    try quick.press(true)
    let get = try terminal("get", quick.button)
    #expect(get.end() == 0)
    #expect(get.screen.lines.first == "\"\(quick.button)\"=active")
    #expect(get.isSane)
  }

  @Test(arguments: ["monitor", "set"], [SIGTERM, SIGHUP])
  func `a signal leaves the terminal as it was`(_ command: String, _ signal: Int32) throws {
    let line = command == "set" ? "\(quick.lamp)=1" : quick.button
    let program = try terminal(command, line, "--banner")
    try program.wait(for: "...")
    program.send(signal)
    #expect(program.end() & 0x7F == signal)
    #expect(program.isSane)
  }

  @Test func `the lines of this machine are listed with who holds them`() throws {
    let set = try terminal("set", "\(quick.lamp)=1", "--consumer", "lighthouse")
    try set.wait(for: "until Ctrl-C")
    let lines = try TerminalProgram(
      ["lines"], environment: SimulatedHeader.environment, columns: 160, rows: 400)
    #expect(lines.end() == 0)
    let line = lines.screen.lines.first { $0.contains(quick.lamp) }
    #expect(line?.hasSuffix("lighthouse") == true)
    set.type("\u{3}")
    #expect(set.end() == 130)
  }

  @Test func `a run is watched in colour, and ends at Ctrl-C with the lamp dark`() throws {
    let header = try SimulatedHeader()
    try header.chip.pull(17, high: true)
    let program = try TerminalProgram(
      header.arguments("run"),
      environment: SimulatedHeader.environment.filter { $0.key != "NO_COLOR" })
    try program.wait(for: "drive the board with")
    try header.chip.pull(17, high: false)
    try program.wait(for: "led on")
    let lines = try HeldLines(of: program.number)
    program.type("\u{3}")
    #expect(program.end() == 130)
    #expect(try !withExtendedLifetime(lines) { try header.chip.isHigh(27) })
    #expect(program.sent.contains(0x1B))
    #expect(program.screen.text.contains("outputs are in their safe state."))
    #expect(program.isSane)
  }
}
