import Glibc
import TemporaryFiles
import Testing

/// `shell`, `attach` and `top` on a real board, each at a terminal of its own.
@Suite(.onVirtualBoard) struct LiveSessionTests {
  private let header: SimulatedHeader
  private let button = 17
  private let lamp = 27

  init() throws {
    header = try SimulatedHeader()
    try header.chip.pull(button, high: true)
  }

  private func terminal(_ arguments: [String]) throws -> TerminalProgram {
    try TerminalProgram(arguments, environment: SimulatedHeader.environment)
  }

  private func shell() throws -> TerminalProgram {
    let shell = try terminal(header.arguments("shell"))
    try shell.wait(for: "board>")
    #expect(shell.screen.text.contains("levels are preemptive"))
    return shell
  }

  @Test func `lines are looked at, outputs are set, and what happens is shown`() throws {
    let shell = try shell()
    shell.type("get\r")
    try shell.wait(for: "button is released, GPIO17 (J8:11) is high")
    try shell.wait(for: "led is off, GPIO27 (J8:13) is low")
    shell.type("set led on\r")
    try shell.wait(for: "GPIO27 (J8:13) high")
    #expect(try header.chip.isHigh(lamp))
    shell.type("set GPIO27 low\r")
    try shell.wait(for: "GPIO27 (J8:13) low")
    #expect(try !header.chip.isHigh(lamp))
    try header.chip.pull(button, high: false)
    try shell.wait(for: "button pressed")
    shell.type("lines\r")
    try shell.wait(for: "active")
    shell.type("quit\r")
    #expect(shell.end() == 0)
    #expect(shell.isSane)
    #expect(try !header.chip.isHigh(lamp))
  }

  @Test func `a masked line waits in the kernel, and is served when it is unmasked`() throws {
    let shell = try shell()
    shell.type("mask button\r")
    try shell.wait(for: "GPIO17 (J8:11) is masked")
    try header.chip.pull(button, high: false)
    try InterruptThreads.settle()
    shell.type("set led toggle\r")
    try shell.wait(for: "GPIO27 (J8:13) high")
    #expect(!shell.screen.text.contains("button pressed"))
    shell.type("unmask button\r")
    try shell.wait(for: "button pressed")
    shell.type("counters\r")
    try shell.wait(for: "edges delivered")
    shell.type("\u{4}")
    #expect(shell.end() == 0)
  }

  @Test func `what the world does, nobody does from here`() throws {
    let script = try TemporaryFile(
      "press button\nset GPIO17 high\nadvance 1s\nget GPIO5\nset led free\nget led\n")
    let result = try Program.run(
      header.arguments("shell"), environment: SimulatedHeader.environment, input: script.path)
    let complaints = result.errors.split(separator: "\n").map(String.init)
    #expect(complaints.count == 5)
    #expect(complaints[0].hasPrefix("<stdin>:1: error: \"press\" on a real board is not supported"))
    #expect(complaints[0].contains("--hal mock"))
    #expect(complaints[1].contains("no device drives it"))
    #expect(complaints[2].contains("advance: time passes by itself on a real board"))
    #expect(complaints[3].contains("no device of the wiring has it"))
    #expect(complaints[4].contains("its device drives it until the session ends"))
    #expect(result.output == "led is off, GPIO27 (J8:13) is low\n")
    #expect(result.status == 1)
  }

  @Test func `Ctrl-C gives up a line, and SIGTERM leaves the lamp dark`() throws {
    let shell = try shell()
    shell.type("set led on\r")
    try shell.wait(for: "GPIO27 (J8:13) high")
    shell.type("ge\u{3}")
    try shell.wait(for: "^C")
    let lines = try HeldLines(of: shell.number)
    shell.send(SIGTERM)
    #expect(shell.end() == 143)
    #expect(shell.isSane)
    #expect(try !withExtendedLifetime(lines) { try header.chip.isHigh(lamp) })
  }

  @Test func `a second terminal joins a run, asks, and sees`() throws {
    let run = try Program(header.arguments("run"), environment: SimulatedHeader.environment)
    _ = try #require(run.readLine())
    let guest = try terminal(["attach", "doorbell-\(run.process)"])
    try guest.wait(for: "board>")
    try header.chip.pull(button, high: false)
    try guest.wait(for: "button pressed")
    guest.type("get led\r")
    try guest.wait(for: "led is on, GPIO27 (J8:13) is high")
    guest.type("press button\r")
    try guest.wait(for: "not supported here")
    guest.type("quit\r")
    #expect(guest.end() == 0)
    #expect(guest.isSane)
    run.send(SIGTERM)
    #expect(run.wait().status == 143)
  }

  @Test func `top shows a real board, its own and that of a run`() throws {
    let own = try terminal(header.arguments("top"))
    try own.wait(for: "led ○ 13")
    try header.chip.pull(button, high: false)
    try own.wait(for: "led ● 13")
    own.type("q")
    #expect(own.end() == 0)
    #expect(own.isSane)

    let run = try Program(header.arguments("run"), environment: SimulatedHeader.environment)
    _ = try #require(run.readLine())
    let other = try terminal(["top", "--attach", "doorbell-\(run.process)"])
    try other.wait(for: "GPIO17 (J8:11)")
    try header.chip.pull(button, high: true)
    try other.wait(for: "led ○ 13")
    other.type("q")
    #expect(other.end() == 0)
    run.send(SIGINT)
    #expect(run.wait().status == 130)
  }
}
