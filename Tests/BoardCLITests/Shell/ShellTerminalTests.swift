import Glibc
import TemporaryFiles
import Testing

/// `board-cli shell` at a terminal: keys in, screen out.
struct ShellTerminalTests {
  private let home: TemporaryFolder

  init() throws {
    home = try TemporaryFolder()
  }

  private func shell(
    _ options: [String] = [], _ environment: [String: String] = [:]
  ) throws -> TerminalProgram {
    let own = ["HOME": home.path, "XDG_RUNTIME_DIR": home.path, "NO_COLOR": "1"]
    let program = try TerminalProgram(
      ["shell", Repository.doorbell] + options, environment: own.merging(environment) { $1 })
    try program.wait(for: "board>")
    return program
  }

  @Test func `verbs are typed and answered, and what happens is shown`() throws {
    let program = try shell()
    program.type("press button\r")
    try program.wait(for: "button is pressed")
    try program.wait(for: "GPIO27 (J8:13) high")
    program.type("get led\r")
    try program.wait(for: "led is on")
    program.type("quit\r")
    #expect(program.end() == 0)
    #expect(program.isSane)
  }

  @Test func `the tab key completes verbs, names and words`() throws {
    let program = try shell(["--still"])
    program.type("pre\tbut\t8")
    try program.wait(for: "press button 8") { $0.currentLine == "board> press button 8" }
    program.type("\u{15}set led o\t")
    try program.wait(for: "the candidates") { $0.text.contains("on  off") }
    try program.wait(for: "set led o") { $0.currentLine == "board> set led o" }
    program.type("n\r")
    try program.wait(for: "led is asked: on")
    program.type("\u{4}")
    #expect(program.end() == 0)
    #expect(program.isSane)
  }

  @Test func `the arrow keys bring lines back, also those of the last time`() throws {
    let first = try shell(["--still"])
    first.type("get led\r")
    try first.wait(for: "led is off")
    first.type("\u{4}")
    #expect(first.end() == 0)
    let second = try shell(["--still"])
    second.type("\u{1B}[A")
    try second.wait(for: "get led") { $0.currentLine == "board> get led" }
    second.type("\r")
    try second.wait(for: "led is off")
    second.type("\u{4}")
    #expect(second.end() == 0)
  }

  @Test func `lines can be edited in the middle`() throws {
    let program = try shell(["--still"])
    program.type("get ld\u{1B}[De\r")
    try program.wait(for: "led is off")
    program.type("\u{4}")
    #expect(program.end() == 0)
  }

  @Test func `Ctrl-C gives up a line and not the session`() throws {
    let program = try shell(["--still"])
    program.type("unplug everyth")
    try program.wait(for: "everyth")
    program.type("\u{3}")
    try program.wait(for: "a new prompt") { $0.currentLine == "board>" }
    program.type("get led\r")
    try program.wait(for: "led is off")
    program.type("\u{4}")
    #expect(program.end() == 0)
    #expect(program.isSane)
  }

  @Test func `Ctrl-C ends an advance that takes its time`() throws {
    let program = try shell(["--still"])
    program.type("storm button 100000 100us\rwatch button\radvance 10s\r")
    try program.wait(for: "isr button")
    program.type("\u{3}")
    try program.wait(for: ", interrupted")
    program.type("watch off\rget led\r")
    try program.wait(for: "led is o")
    program.type("\u{4}")
    #expect(program.end() == 0)
  }

  @Test func `what happens while a line is typed does not disturb it`() throws {
    let program = try shell()
    program.type("press button 300ms\r")
    try program.wait(for: "button is pressed for")
    program.type("get l")
    try program.wait(for: "button released")
    try program.wait(for: "get l") { $0.currentLine == "board> get l" }
    program.type("ed\r")
    try program.wait(for: "led is off")
    program.type("\u{4}")
    #expect(program.end() == 0)
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a signal leaves the terminal sane`(_ signal: Int32) throws {
    let program = try shell()
    program.type("press but")
    try program.wait(for: "press but")
    program.send(signal)
    #expect(program.end() == 128 + signal)
    #expect(program.isSane)
    #expect(home.files.allSatisfy { !$0.hasSuffix(".sock") })
  }

  @Test func `a terminal that is taken away ends the shell`() throws {
    let program = try shell()
    program.hangUp()
    #expect([0, 129].contains(program.end()))
    #expect(home.files.allSatisfy { !$0.hasSuffix(".sock") })
  }

  @Test func `a terminal that cannot move its cursor gets plain lines`() throws {
    let program = try TerminalProgram(
      ["shell", Repository.doorbell], environment: ["TERM": "dumb", "XDG_RUNTIME_DIR": home.path])
    program.type("advance 1s\nget led\nquit\n")
    try program.wait(for: "led is off")
    #expect(program.end() == 0)
    #expect(!program.sent.contains(0x1B))
  }
}
