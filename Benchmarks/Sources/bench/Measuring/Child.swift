import Glibc

/// Another program, started to be measured; it says when it is ready.
final class Child {
  /// From before it was started until it said that it was ready, in nanoseconds.
  private(set) var startTime = 0.0
  let process: pid_t
  /// What it says; open until it ends, so that it never speaks to nobody.
  private let speech: Int32

  /// Starts a program and waits until it has said `armed`, ten seconds at most.
  ///
  /// - Throws: `UsageError` when it could not be started, or said something else or nothing.
  init(_ arguments: [String]) throws(UsageError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw UsageError("no pipe is left") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let began = Stopwatch.now
    var process: pid_t = 0
    let result = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
    close(ends[1])
    guard result == 0 else {
      close(ends[0])
      throw UsageError("\(arguments[0]) does not start")
    }
    self.process = process
    speech = ends[0]
    let answer = Self.line(from: speech)
    guard answer == "armed" else { throw UsageError(answer ?? "it did not get ready") }
    startTime = Stopwatch.now - began
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(speech)
  }

  /// What is said up to the end of a line, or nil when that does not come.
  private static func line(from descriptor: Int32) -> String? {
    var bytes: [UInt8] = []
    while true {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      var byte: UInt8 = 0
      guard poll(&ready, 1, 10_000) > 0, read(descriptor, &byte, 1) == 1 else { return nil }
      if byte == 10 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
  }

  /// The memory that it has in use, in bytes.
  var residentMemory: Int? {
    let line = SystemFile("/proc/\(process)/status").lines.first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }

  /// How often the kernel has put one of its threads on a processor, and for how many nanoseconds
  /// in all.
  var activity: (turns: Int, nanoseconds: Double) {
    var turns = 0
    var nanoseconds = 0.0
    for thread in SystemFile.names(in: "/proc/\(process)/task") {
      let text = SystemFile("/proc/\(process)/task/\(thread)/schedstat").lines.first ?? ""
      let numbers = text.split(separator: " ").compactMap { Double($0) }
      guard numbers.count == 3 else { continue }
      nanoseconds += numbers[0]
      turns += Int(numbers[2])
    }
    return (turns, nanoseconds)
  }

  /// How many readings and writings it has made, and the bytes of these, whatever they went to.
  var transfers: (calls: Int, bytes: Int) {
    var values: [Substring: Int] = [:]
    for line in SystemFile("/proc/\(process)/io").lines {
      let words = line.split(separator: " ")
      if words.count == 2 { values[words[0]] = Int(words[1]) }
    }
    return (
      values["syscr:", default: 0] + values["syscw:", default: 0],
      values["rchar:", default: 0] + values["wchar:", default: 0]
    )
  }
}
