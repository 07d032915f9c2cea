import Glibc
import SerialRigs
import TemporaryFiles
import Testing

/// `board-cli serial` on a terminal: keys go to the port, and come back on the screen.
@Suite struct SerialTerminalTests {
  private let far: PseudoTerminal

  init() throws {
    far = try PseudoTerminal()
  }

  /// Starts it, and waits until it has the port: what comes before is forgotten.
  private func start(_ arguments: [String] = [], at path: String? = nil) throws -> TerminalProgram {
    let program = try TerminalProgram(
      ["serial", path ?? far.path] + arguments, environment: ["NO_COLOR": "1", "TZ": "UTC0"])
    try program.wait(for: "ctrl-t q quits")
    return program
  }

  @Test func `keys go to the port as they are, and what it sends is shown`() throws {
    let program = try start()
    #expect(program.screen.text.contains("connected to \(far.path) at 115200 8N1"))
    program.type("at\r\u{3}\u{4}\u{1A}\u{11}")
    #expect(far.hear(exactly: 7) == Array("at\r\u{3}\u{4}\u{1A}\u{11}".utf8))
    far.send("OK\r\nready> ")
    try program.wait(for: "OK\nready>")
    program.type("\u{14}q")
    #expect(program.end() == 0)
    #expect(program.screen.text.contains("11 bytes received, 7 bytes sent"))
    #expect(program.isSane)
  }

  @Test func `the keys are listed, and told when they do nothing`() throws {
    let program = try start()
    program.type("\u{14}?")
    try program.wait(for: "ctrl-t q       Quit")
    try program.wait(for: "ctrl-t ctrl-t  Send ctrl-t")
    program.type("\u{14}Z\u{14}\u{14}")
    try program.wait(for: "ctrl-t Z does nothing")
    #expect(far.hear() == [0x14])
    program.type("\u{14}q")
    #expect(program.end() == 0)
  }

  @Test func `configuration and statistics are shown`() throws {
    let program = try start(["-b", "9600", "--map", "INLCRNL"])
    program.type("x")
    #expect(far.hear(exactly: 1) == Array("x".utf8))
    program.type("\u{14}c\u{14}s\u{14}L\u{14}v")
    try program.wait(for: "port: \(far.path), 9600 8N1")
    try program.wait(for: "map INLCRNL")
    try program.wait(for: "0 bytes received, 1 byte sent")
    try program.wait(for: "the modem lines of \(far.path) is not supported here")
    try program.wait(for: "board-cli, serial ports by")
    program.type("\u{14}q")
    #expect(program.end() == 0)
  }

  @Test func `times, echo and hexadecimal are switched by keys`() throws {
    let program = try start()
    program.type("\u{14}t\u{14}e")
    try program.wait(for: "timestamps are on")
    try program.wait(for: "local echo is on")
    far.send("later\r\n")
    try program.wait(for: "a stamp") { screen in
      screen.lines.contains { $0.hasPrefix("[") && $0.hasSuffix("] later") }
    }
    program.type("hi")
    try program.wait(for: "] hi")
    program.type("\u{14}t\u{14}h")
    try program.wait(for: "hexadecimal view is on")
    far.send("\u{1}AB")
    try program.wait(for: "01 41 42")
    program.type("\u{14}i4a\u{14}i")
    #expect(far.hear(exactly: 3) == Array("hiJ".utf8))
    program.type("\u{14}q")
    #expect(program.end() == 0)
  }

  @Test func `a mapping is typed, and a mistake in it changes nothing`() throws {
    let program = try start()
    program.type("\u{14}mOLTU,ONLCRLN\r")
    try program.wait(for: "did you mean \"ONLCRNL\"?")
    program.type("\u{14}mOLTU\r")
    try program.wait(for: "mapping OLTU")
    program.type("abc")
    #expect(far.hear(exactly: 3) == Array("ABC".utf8))
    program.type("\u{14}q")
    #expect(program.end() == 0)
  }

  @Test func `what a pseudo-terminal has not is said, and nothing is sent for it`() throws {
    let program = try start()
    program.type("\u{14}b")
    try program.wait(for: "a break on \(far.path) is not supported here")
    program.type("\u{14}g0")
    try program.wait(for: "which line to toggle?")
    try program.wait(for: "its driver has none")
    program.type("x\u{14}q")
    #expect(far.hear(exactly: 1) == Array("x".utf8))
    #expect(program.end() == 0)
  }

  @Test func `the log has what was shown, and is switched by a key`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/port.log"
    let program = try start(["--log", path])
    far.send("one\r\n")
    try program.wait(for: "one")
    program.type("\u{14}f")
    try program.wait(for: "\(path) is closed")
    far.send("two\r\n")
    try program.wait(for: "two")
    program.type("\u{14}f")
    try program.wait(for: "logging to \(path)")
    far.send("three\r\n")
    try program.wait(for: "three")
    program.type("\u{14}q")
    #expect(program.end() == 0)
    #expect(try text(of: path) == "one\r\nthree\r\n")
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal gives the terminal back`(_ signal: Int32) throws {
    let program = try start()
    program.send(signal)
    #expect(program.end() == 128 + signal)
    #expect(program.isSane)
  }

  @Test func `a far end that crashes ends it, and gives the terminal back`() throws {
    let program = try start()
    far.send("last words")
    try program.wait(for: "last words")
    far.hangUp()
    #expect(program.end() == 1)
    #expect(program.screen.text.contains("hung up, and has no name to be found by again"))
    #expect(program.isSane)
  }

  @Test func `a port that somebody has is an error that names the holder`() throws {
    let first = try start()
    let second = try Program.run(["serial", far.path])
    #expect(second.status == 1)
    let holder = try Program.title(of: first.number)
    #expect(second.errors.contains("\(far.path) is held by \"\(holder)\""))
    first.type("\u{14}q")
    #expect(first.end() == 0)
  }

  @Test func `a port that goes and comes is found by its name, and keys wait for nobody`() throws {
    let far = try LinkedTerminal()
    let program = try start(at: far.path)
    _ = far.send(Array("one".utf8)[...])
    try program.wait(for: "one")
    _ = far.goAway()
    try program.wait(for: "\(far.path) hung up; looking for \(far.path)")
    program.type("lost")
    try program.wait(for: "keys are not sent: the port is away")
    _ = try far.comeBack()
    try program.wait(for: "connected again to /dev/pts/")
    _ = far.send(Array("two".utf8)[...])
    try program.wait(for: "two")
    program.type("\u{14}q")
    #expect(program.end() == 0)
    #expect(program.screen.text.contains("4 bytes not sent"))
    #expect(program.screen.text.contains("1 hang-ups"))
  }

  @Test func `a port that is not there yet is waited for`() throws {
    let far = try LinkedTerminal()
    _ = far.goAway()
    let program = try start(at: far.path)
    #expect(program.screen.text.contains("there is no \(far.path)"))
    _ = try far.comeBack()
    try program.wait(for: "connected to \(far.path)")
    _ = far.send(Array("here".utf8)[...])
    try program.wait(for: "here")
    program.type("\u{14}q")
    #expect(program.end() == 0)
    #expect(program.isSane)
  }

  private func text(of path: String) throws -> String {
    guard let file = fopen(path, "r") else {
      throw Program.Failure(call: "fopen \(path)", number: errno)
    }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer[..<count], as: UTF8.self)
  }
}
