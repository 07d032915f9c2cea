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

  /// Its number.
  let process: pid_t
  private var output: Int32
  private var errors: Int32
  private var read: [UInt8] = []

  /// Starts it with these arguments.
  ///
  /// - Parameters:
  ///   - arguments: What stands behind `board-cli`.
  ///   - starter: A program, with its arguments, that is to start it; none when empty.
  ///   - environment: All there is of it.
  ///   - input: The file that it reads its standard input from.
  ///   - descriptor: Where its standard output goes; to this test when nil.
  /// - Throws: `Failure` when the system does not start it.
  init(
    _ arguments: [String], startedBy starter: [String] = [],
    environment: [String: String] = [:], input: String = "/dev/null",
    output descriptor: Int32? = nil
  ) throws {
    let out = try Self.pipe()
    let err = try Self.pipe()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, descriptor ?? out.write, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, err.write, STDERR_FILENO)

    var process = pid_t()
    let result = Self.spawn(&process, arguments, environment, actions, startedBy: starter)
    close(out.write)
    close(err.write)
    self.process = process
    output = out.read
    errors = err.read
    guard result == 0 else { throw Failure(call: "posix_spawn \(Self.path)", number: result) }
  }

  /// Starts a process with fresh signals; returns 0 or an error number.
  static func spawn(
    _ process: inout pid_t, _ arguments: [String], _ environment: [String: String],
    _ actions: posix_spawn_file_actions_t, flags: Int32 = 0,
    startedBy starter: [String] = []
  ) -> Int32 {
    var actions = actions
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGTSTP] {
      sigaddset(&signals, number)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | flags))
    let command = starter + [path] + arguments
    return withCStrings(command) { arguments in
      withCStrings(environment.map { "\($0)=\($1)" }) { environment in
        posix_spawn(&process, command[0], &actions, &attributes, arguments, environment)
      }
    }
  }

  deinit {
    Self.finish(&output)
    Self.finish(&errors)
  }

  /// Runs it to its end.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String = "/dev/null",
    output: Int32? = nil
  ) throws -> Result {
    try Program(arguments, environment: environment, input: input, output: output).wait()
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
    Self.finish(&output)
  }

  /// Blocks until it has ended; what was read before is not in the result.
  func wait() -> Result {
    var complaints: [UInt8] = []
    // Both at once: a program that finds one of them full would wait for us, and we for it.
    while output >= 0 || errors >= 0 {
      var watched = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      poll(&watched, nfds_t(watched.count), -1)
      if watched[0].revents != 0, !Self.fill(&read, from: output) { Self.finish(&output) }
      if watched[1].revents != 0, !Self.fill(&complaints, from: errors) { Self.finish(&errors) }
    }
    return Result(
      output: String(decoding: read, as: UTF8.self),
      errors: String(decoding: complaints, as: UTF8.self), status: Self.status(of: process))
  }

  /// Blocks until a process has ended; returns its exit status as shells have it.
  static func status(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return exitStatus(status)
  }

  /// The exit status of a process as shells have it, or nil while it has not ended.
  static func statusNow(of process: pid_t) -> Int32? {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == process ? exitStatus(status) : nil
  }

  private static func exitStatus(_ status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
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

  /// Closes a descriptor, once; `poll` passes over one that is negative.
  private static func finish(_ descriptor: inout Int32) {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
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
