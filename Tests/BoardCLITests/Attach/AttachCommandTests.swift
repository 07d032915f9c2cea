import Glibc
import TemporaryFiles
import Testing

/// `board-cli attach`: a second terminal onto a session.
struct AttachCommandTests {
  private let home: TemporaryFolder
  private var environment: [String: String] {
    ["HOME": home.path, "XDG_RUNTIME_DIR": home.path, "NO_COLOR": "1"]
  }

  init() throws {
    home = try TemporaryFolder()
  }

  private func terminal(_ arguments: String...) throws -> TerminalProgram {
    try TerminalProgram(arguments, environment: environment)
  }

  private func shell() throws -> TerminalProgram {
    let program = try terminal("shell", Repository.doorbell)
    try program.wait(for: "board>")
    return program
  }

  @Test func `both terminals see what either does`() throws {
    let shell = try shell()
    let guest = try terminal("attach")
    try guest.wait(for: "board>")
    guest.type("pre\tb\t\r")
    try guest.wait(for: "button is pressed")
    try guest.wait(for: "GPIO27 (J8:13) high")
    try shell.wait(for: "GPIO27 (J8:13) high")
    shell.type("release button\r")
    try guest.wait(for: "GPIO27 (J8:13) low")
    guest.type("quit\r")
    #expect(guest.end() == 0)
    #expect(guest.isSane)
    shell.type("get led\r")
    try shell.wait(for: "led is off")
    shell.type("quit\r")
    #expect(shell.end() == 0)
  }

  @Test func `a script asks, and its mistakes have lines`() throws {
    let shell = try shell()
    let script = try TemporaryFile("set led on\nget led\nget lamp\nadvance 1ms\nget led\n")
    let result = try Program.run(["attach"], environment: environment, input: script.path)
    #expect(result.output.hasPrefix("led is asked: on\n"))
    #expect(result.output.hasSuffix("led is on, GPIO27 (J8:13) is high\n"))
    #expect(result.errors.hasPrefix("<stdin>:3: error: get: "))
    #expect(result.status == 1)
    shell.type("\u{4}")
    #expect(shell.end() == 0)
  }

  @Test func `a run at a pace can be joined, but keeps its own time`() throws {
    let run = try terminal("run", Repository.doorbell)
    try run.wait(for: "drive the board with: board-cli attach doorbell-\(run.number)")
    let script = try TemporaryFile("press button\nadvance 1s\nwatch all\n")
    let result = try Program.run(
      ["attach", "doorbell-\(run.number)"], environment: environment, input: script.path)
    #expect(result.output == "button is pressed\nwatching everything\n")
    #expect(result.errors.contains("advance: this run keeps its own time; use a shell to move it"))
    try run.wait(for: "led on")
    run.type("\u{3}")
    #expect(run.end() == 130)
  }

  @Test func `a session that dies leaves the guest's terminal sane`() throws {
    let shell = try shell()
    let guest = try terminal("attach")
    try guest.wait(for: "board>")
    guest.type("get l")
    try guest.wait(for: "get l")
    shell.send(SIGKILL)
    #expect(shell.end() == 137)
    #expect(guest.end() == 1)
    #expect(guest.screen.text.contains("error: the session has ended"))
    #expect(guest.isSane)
  }

  @Test func `a dead session is not listed, and its address is cleared away`() throws {
    let dead = try shell()
    dead.send(SIGKILL)
    #expect(dead.end() == 137)
    #expect(home.files.contains { $0.hasSuffix("doorbell-\(dead.number).sock") })
    let shell = try shell()
    let list = try Program.run(["attach", "--list", "--json"], environment: environment)
    #expect(list.output == #"{"sessions":[{"session":"doorbell-\#(shell.number)"}]}"# + "\n")
    #expect(home.files.filter { $0.hasSuffix(".sock") }.count == 1)
    shell.type("\u{4}")
    #expect(shell.end() == 0)
  }

  @Test func `without a session, or with several, it says what to do`() throws {
    let none = try Program.run(["attach"], environment: environment)
    #expect(none.status == 1)
    #expect(none.errors == "error: no session runs; start one with `board-cli shell`\n")
    let (first, second) = (try shell(), try shell())
    let several = try Program.run(["attach"], environment: environment)
    #expect(several.status == 1)
    #expect(several.errors.hasPrefix("error: several sessions run; name one: doorbell-"))
    for shell in [first, second] {
      shell.type("\u{4}")
      #expect(shell.end() == 0)
    }
  }

  @Test func `only the user may enter the folder of the sockets`() throws {
    let shell = try shell()
    var status = stat()
    #expect(stat(home.path + "/board-cli", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    #expect(stat(home.path + "/board-cli/doorbell-\(shell.number).sock", &status) == 0)
    #expect(status.st_mode & 0o077 == 0)
    shell.type("\u{4}")
    #expect(shell.end() == 0)
  }

  @Test func `a folder that others may enter is refused`() throws {
    #expect(mkdir(home.path + "/board-cli", 0o755) == 0)
    #expect(chmod(home.path + "/board-cli", 0o755) == 0)
    let result = try Program.run(["shell", Repository.doorbell], environment: environment)
    #expect(result.status == 1)
    #expect(
      result.errors.contains("not a folder that you alone may enter; remove it, or chmod 700"))
  }
}
