import Glibc
import SerialRigs
import TemporaryFiles
import Testing

/// `board-cli run --hal linux` with the echo console, over a port of the kernel.
@Suite struct EchoOnLinuxTests {
  private let far: PseudoTerminal
  private let board: TemporaryFile

  init() throws {
    far = try PseudoTerminal()
    board = try Self.board(at: far.path)
  }

  /// A file of the mock's board whose serial port is at `path`.
  private static func board(at path: String) throws -> TemporaryFile {
    let mock = try String(contentsOf: Repository.path("boards/mock.yaml"))
    return try TemporaryFile(
      mock.replacing("  serial0:\n", with: "  serial0:\n    path: \(path)\n"))
  }

  @Test func `lines come back, each as one, until a signal ends it`() throws {
    let program = try start()
    for word in ["hello", "world"] {
      far.send("\(word)\n")
      #expect(far.hear(exactly: word.utf8.count + 2) == Array("\(word)\r\n".utf8))
    }
    program.send(SIGTERM)
    let result = program.wait()
    #expect(result.status == 143)
    #expect(result.errors.hasPrefix("levels are "))
    #expect(result.output.contains("console line \"world\""))
  }

  @Test func `a far end that goes is told, and the program goes on`() throws {
    let program = try start()
    far.hangUp()
    while let line = program.readLine() {
      if line.contains("hung up") { break }
    }
    program.send(SIGINT)
    #expect(program.wait().status == 130)
  }

  @Test func `a port that somebody has is an error that names the holder`() throws {
    let program = try start()
    let second = try Program.run(arguments)
    #expect(second.status == 2)
    let holder = try Program.title(of: program.process)
    #expect(second.errors.contains("serial0 (\(far.path)) is held by \"\(holder)\""))
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  @Test func `a port that is not there is an error that says what is needed`() throws {
    // Not a terminal that has gone: its number is the next one's.
    let board = try Self.board(at: "/dev/pts/nobody")
    let result = try Program.run(Self.arguments(board))
    #expect(result.status == 2)
    #expect(result.errors.contains("serial0: there is no /dev/pts/nobody: "))
  }

  private var arguments: [String] { Self.arguments(board) }

  private static func arguments(_ board: TemporaryFile) -> [String] {
    ["run", Repository.path("wiring/echo.yaml"), "--hal", "linux", "--board", board.path]
  }

  /// Starts the program, and waits until it has the port: what comes before is forgotten.
  private func start() throws -> Program {
    let program = try Program(arguments)
    _ = try #require(program.readLine())
    return program
  }
}

extension String {
  /// The text of a file.
  fileprivate init(contentsOf path: String) throws {
    guard let file = fopen(path, "r") else {
      throw Program.Failure(call: "fopen \(path)", number: errno)
    }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&buffer, 1, buffer.count, file)
    self.init(decoding: buffer[..<count], as: UTF8.self)
  }

  /// The text with the first `part` replaced; not of the standard library, which needs Foundation.
  fileprivate func replacing(_ part: String, with other: String) -> String {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) {
        return "\(self[..<start])\(other)\(self[index(start, offsetBy: part.count)...])"
      }
      start = index(after: start)
    }
    return self
  }
}
