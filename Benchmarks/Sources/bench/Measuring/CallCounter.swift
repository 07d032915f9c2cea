import Glibc

/// Counts the system calls of a process while something is done, by strace.
///
/// A traced process is slow, and one that is slow may read more at once. So this counts what comes
/// one by one, and measures no time.
enum CallCounter {
  /// Counts what a process asks of the kernel while `body` is carried out; all its threads count.
  ///
  /// - Throws: `UsageError`, with strace's own words where it said why.
  static func count(of process: pid_t, _ body: () -> Void) throws(UsageError) -> Int {
    let table = "/tmp/bench-calls.\(getpid())"
    let words = table + ".said"
    defer {
      unlink(table)
      unlink(words)
    }
    let tracer = try start(
      ["strace", "-f", "-c", "-U", "calls,name", "-o", table, "-p", "\(process)"], words)
    while !isTraced(process, by: tracer) {
      guard waitpid(tracer, nil, WNOHANG) == 0 else {
        throw UsageError(SystemFile(words).lines.last.map(String.init) ?? "strace ended")
      }
      usleep(1_000)
    }
    body()
    kill(tracer, SIGINT)
    waitpid(tracer, nil, 0)
    // The columns are the number and the name; the last line is the sum.
    let total = SystemFile(table).lines.last?.split(separator: " ") ?? []
    guard total.last == "total", let count = Int(total[0]) else {
      throw UsageError("strace wrote no sum")
    }
    return count
  }

  private static func start(
    _ arguments: [String], _ errors: String
  ) throws(UsageError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, arguments[0], &actions, nil, &words, environ) == 0 else {
      throw UsageError("\(arguments[0]) is not installed")
    }
    return process
  }

  /// All threads are, so that none works uncounted.
  private static func isTraced(_ process: pid_t, by tracer: pid_t) -> Bool {
    let tasks = "/proc/\(process)/task"
    return SystemFile.names(in: tasks).allSatisfy { thread in
      SystemFile("\(tasks)/\(thread)/status").lines.contains("TracerPid:\t\(tracer)")
    }
  }
}
