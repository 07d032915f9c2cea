import Glibc

/// The built `board-cli`, started as a process of its own.
///
/// Signals are as a shell starts programs with: none ignored, none blocked, whatever the tests that
/// run beside have done to theirs.
final class Program {
  /// What a process said, and how it ended.
  struct Result {
    let output: String
    let errors: String
    /// The exit status; 128 and the number of the signal if one ended it, as shells have it.
    let status: Int32
  }

  private let process: pid_t
  private var output: Int32
  private let errors: Int32
  private var read: [UInt8] = []

  /// Starts it with these arguments.
  ///
  /// - Parameters:
  ///   - arguments: What stands behind `board-cli`.
  ///   - environment: All there is of it.
  ///   - descriptor: Where its standard output goes; a pipe when nil.
  init(
    _ arguments: [String], environment: [String: String] = [:], output descriptor: Int32? = nil
  ) throws {
    let out = try Self.pipe()
    let err = try Self.pipe()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, descriptor ?? out.write, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, err.write, STDERR_FILENO)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var process = pid_t()
    let result = Self.withCStrings([Self.path] + arguments) { arguments in
      Self.withCStrings(environment.map { "\($0)=\($1)" }) { environment in
        posix_spawn(&process, Self.path, &actions, &attributes, arguments, environment)
      }
    }
    close(out.write)
    close(err.write)
    self.process = process
    output = out.read
    errors = err.read
    guard result == 0 else { throw Failure(call: "posix_spawn \(Self.path)", number: result) }
  }

  deinit {
    if output >= 0 { close(output) }
    close(errors)
  }

  /// Runs it to its end.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], output: Int32? = nil
  ) throws -> Result {
    try Program(arguments, environment: environment, output: output).wait()
  }

  /// Blocks until it has written a whole line, and returns it; nil at the end of its output.
  func readLine() -> String? {
    while true {
      if let end = read.firstIndex(of: UInt8(ascii: "\n")) {
        defer { read.removeSubrange(...end) }
        return String(decoding: read[..<end], as: UTF8.self)
      }
      guard Self.fill(&read, from: output) else { return nil }
    }
  }

  /// Sends it a signal.
  func send(_ signal: Int32) {
    kill(process, signal)
  }

  /// Goes away, as `head` does when it has seen enough.
  func closeOutput() {
    close(output)
    output = -1
  }

  /// Blocks until it has ended; what was read before is not in the result.
  func wait() -> Result {
    // Its complaints fit into the pipe, so that the two can be read one after the other.
    if output >= 0 { while Self.fill(&read, from: output) {} }
    var complaints: [UInt8] = []
    while Self.fill(&complaints, from: errors) {}
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Result(
      output: String(decoding: read, as: UTF8.self),
      errors: String(decoding: complaints, as: UTF8.self),
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
  }

  /// A system call that failed in the test itself.
  struct Failure: Error {
    let call: String
    let number: Int32
  }

  /// The program lies beside the test bundle, where the build puts both.
  private static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let bytes = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    let executable = String(decoding: bytes, as: UTF8.self)
    let folder = executable.split(separator: "/").dropLast().joined(separator: "/")
    return "/\(folder)/board-cli"
  }()

  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    // Closed on exec from the first moment, or a program that another test starts meanwhile would
    // hold it open. Glibc's module lacks `pipe2`; a pair of sockets ends and breaks as a pipe does.
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw Failure(call: "socketpair", number: errno)
    }
    return (ends[0], ends[1])
  }

  private static func fill(_ bytes: inout [UInt8], from descriptor: Int32) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
        return true
      }
      if count == 0 || errno != EINTR { return false }
    }
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
