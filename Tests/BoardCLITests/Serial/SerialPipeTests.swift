import Glibc
import SerialRigs
import TemporaryFiles
import Testing

/// `board-cli serial` in a pipe: bytes pass as they are, and the ends of both sides are heard.
@Suite struct SerialPipeTests {
  private let far: PseudoTerminal

  init() throws {
    far = try PseudoTerminal()
  }

  @Test func `a piped input is sent, and its end is the end`() throws {
    let input = try TemporaryFile("hello\n")
    let result = try Program.run(["serial", far.path], input: input.path)
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(far.hear() == Array("hello\n".utf8))
  }

  @Test func `more than the port takes at once is sent in full`() throws {
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let input = try TemporaryFile(bytes)
    let program = try Program(["serial", far.path], input: input.path)
    // Not heard before it is held back: then the rest of its input has to wait its turn.
    while try !(program.isAsleep && program.position(of: STDIN_FILENO) > 0) { sched_yield() }
    #expect(firstDifference(far.hear(exactly: bytes.count), bytes) == nil)
    #expect(program.wait().status == 0)
  }

  @Test func `an answer is waited for until the port is silent`() throws {
    let input = try TemporaryFile("AT\n")
    let program = try Program(["serial", far.path, "--linger", "300ms"], input: input.path)
    #expect(far.hear(exactly: 3) == Array("AT\n".utf8))
    far.send("OK\r\n")
    let result = program.wait()
    #expect(result.output == "OK\r\n")
    #expect(result.status == 0)
  }

  @Test func `what comes is passed on, mapped, until a signal`() throws {
    let program = try start(["--map", "IGNCR"])
    far.send("first\r\n")
    far.send("second\r\n")
    #expect(program.readLine() == "first")
    #expect(program.readLine() == "second")
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  @Test func `without input its end is none`() throws {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    // Standard input is at its end from the start.
    let program = try Program(["serial", far.path, "--no-input"], output: ends[1])
    var heard = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    // What it sends is forgotten until the program has the port, so it is sent again and again.
    while poll(&heard, 1, 10) == 0 { far.send("still here\n") }
    program.send(SIGINT)
    #expect(program.wait().status == 130)
  }

  @Test func `a reader that has seen enough ends it without a word`() throws {
    let program = try start()
    far.send("first\n")
    #expect(program.readLine() == "first")
    // It notices although nothing comes that it could fail to write.
    program.closeOutput()
    let result = program.wait()
    #expect(result.status == 141)
    #expect(result.errors == "")
  }

  @Test func `a reader that is slow holds the port back, and a signal still ends it`() throws {
    let program = try start()
    far.send("x\n")
    #expect(program.readLine() == "x")
    // Until nothing more is taken: the socket, the program and the kernel are all full.
    var sent = 0
    var refused = 0
    while refused < 20 {
      let count = far.send([UInt8](repeating: 0x55, count: 4096))
      sent += count
      refused = count == 0 ? refused + 1 : 0
      if count == 0 { usleep(10_000) }
    }
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
    #expect(sent > 0)
  }

  @Test func `a far end that goes ends a pipe with status 1`() throws {
    let program = try start()
    far.send("last\n")
    #expect(program.readLine() == "last")
    far.hangUp()
    let result = program.wait()
    #expect(result.status == 1)
    #expect(result.errors.contains("\(far.path) hung up"))
  }

  @Test func `a port that is not there is not waited for, unless that is asked for`() throws {
    let result = try Program.run(["serial", "/dev/pts/nobody"])
    #expect(result.status == 1)
    #expect(result.errors.contains("there is no /dev/pts/nobody"))
    let waiting = try Program(["serial", "/dev/pts/nobody", "--reconnect", "--no-input"])
    waiting.send(SIGTERM)
    #expect(waiting.wait().status == 143)
  }

  @Test(
    arguments: [
      (["-b", "0"], "no rate 0"), (["-d", "9"], "no 9 data bits: 5 to 8"),
      (["-s", "3"], "no 3 stop bits"), (["--map", "x"], "no map flag \"X\""),
      (["--linger", "soon"], "soon is no length of time"), (["--log-append"], "is for --log"),
      (["-f", "rtscts", "--rts", "on"], "works RTS by itself"), (["-p", "mark"], "'mark'"),
    ])
  func `a mistake in the options is told before anything is opened`(
    _ options: [String], _ words: String
  ) throws {
    let result = try Program.run(["serial", far.path] + options)
    #expect(result.status == 64)
    #expect(result.errors.contains(words))
  }

  /// Starts it with an input that ends at once, and waits until it has the port: what the far end
  /// sends before is forgotten.
  private func start(_ options: [String] = []) throws -> Program {
    let input = try TemporaryFile("?")
    let program = try Program(
      ["serial", far.path, "--linger", "3600s"] + options, input: input.path)
    try #require(far.hear(exactly: 1) == [UInt8(ascii: "?")])
    return program
  }
}
