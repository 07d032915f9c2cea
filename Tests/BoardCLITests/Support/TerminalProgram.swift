import CPseudoTerminal
import Glibc
import Testing

/// The built `board-cli` on a terminal of its own: keys are typed, and the screen is looked at.
///
/// The program is the leader of its session, so that Ctrl-C and hanging up reach it as they do at a
/// real terminal.
final class TerminalProgram {
  private(set) var screen: TerminalText
  /// Everything that was sent to the terminal.
  private(set) var sent: [UInt8] = []

  private var process = pid_t()
  private var isRunning = false
  private var terminal: Int32
  private let before: termios

  /// `POSIX_SPAWN_SETSID`, which Glibc's module lacks.
  private static let newSession: Int32 = 0x80

  /// How long a test waits for something that does not come: starting takes an emulator half a
  /// minute when its host is busy and all tests begin at once.
  private static let patience = Duration.seconds(120)

  /// The start of a pipe to `head -n 1`, as somebody types it; its status is that of the program.
  static let toHead = [
    "/bin/bash", "-c", #""$0" "$@" | /usr/bin/head -n 1; exit ${PIPESTATUS[0]}"#,
  ]

  /// The start of a shell that has it as a job, and once it has stopped continues it at Enter; the
  /// status is that of the job.
  static let asJob = [
    "/bin/bash", "-c",
    #"set -m; "$0" "$@"; echo "stopped with $?"; read -r; fg; exit $?"#,
  ]

  /// Starts it, by another program if one is named, with that one's arguments.
  init(
    _ arguments: [String], environment: [String: String] = [:], columns: Int = 100, rows: Int = 30,
    startedBy starter: [String] = []
  ) throws {
    screen = TerminalText(columns: columns, rows: rows)
    var name = [CChar](repeating: 0, count: 64)
    terminal = pseudo_terminal_open(&name, name.count)
    var settings = termios()
    // Of the near end: the far one has none of its own.
    tcgetattr(terminal, &settings)
    before = settings
    guard terminal >= 0 else { throw Program.Failure(call: "posix_openpt", number: errno) }
    resize(columns: columns, rows: rows)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader of a session, it becomes the terminal of that session.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var environment = environment
    environment["TERM"] = environment["TERM"] ?? "xterm"
    let result = Program.spawn(
      &process, arguments, environment, actions, flags: Self.newSession,
      startedBy: starter)
    guard result == 0 else { throw Program.Failure(call: "posix_spawn", number: result) }
    isRunning = true
  }

  /// A test that failed has not seen to the end.
  deinit {
    if isRunning { killAll() }
    if terminal >= 0 { close(terminal) }
  }

  /// The program as the system numbers it.
  var number: Int32 { process }

  /// Types keys.
  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress, $0.count) }
  }

  /// Blocks until the screen is as wanted; fails after a time that no healthy program needs.
  func wait(for what: String, _ isSo: (TerminalText) -> Bool) throws {
    let deadline = ContinuousClock.now + Self.patience
    while !isSo(screen) {
      guard read(until: deadline) else { throw NotShown(what: what, screen: screen.text) }
    }
  }

  /// Blocks until the screen shows a text.
  func wait(for text: String) throws {
    try wait(for: text) { $0.text.contains(text) }
  }

  /// Changes the size of the terminal.
  func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  /// Sends it a signal.
  func send(_ signal: Int32) { kill(process, signal) }

  /// Sends a signal to whoever has the terminal now, as keys do.
  func sendToForeground(_ signal: Int32) { kill(-tcgetpgrp(terminal), signal) }

  /// Takes the terminal away, as closing its window does.
  func hangUp() {
    close(terminal)
    terminal = -1
  }

  /// The terminal has the settings that it had before the program.
  var isSane: Bool {
    var now = termios()
    guard tcgetattr(terminal, &now) == 0 else { return false }
    return now.c_lflag == before.c_lflag && now.c_iflag == before.c_iflag
      && now.c_oflag == before.c_oflag && !screen.isAlternate && !screen.isCursorHidden
  }

  /// Blocks until it has ended; returns its exit status as shells have it.
  ///
  /// A program that does not end is a failure of the test, and is killed.
  func end() -> Int32 {
    let deadline = ContinuousClock.now + Self.patience
    while terminal >= 0, read(until: deadline) {}
    while ContinuousClock.now < deadline {
      if let status = Program.statusNow(of: process) {
        isRunning = false
        return status
      }
      usleep(1_000)
    }
    Issue.record("it does not end; the screen is\n\(screen.text)")
    return killAll()
  }

  /// Kills it, its group, and the job that has its terminal; returns its exit status.
  @discardableResult
  private func killAll() -> Int32 {
    let job = terminal < 0 ? -1 : tcgetpgrp(terminal)
    if job > 0 { kill(-job, SIGKILL) }
    kill(-process, SIGKILL)
    isRunning = false
    return Program.status(of: process)
  }

  /// Something was expected on the screen and did not come.
  struct NotShown: Error, CustomStringConvertible {
    let what: String
    let screen: String

    var description: String { "not shown: \(what); the screen is\n\(screen)" }
  }

  /// Takes what it sends next; false when nothing will come any more, or does not come in time.
  private func read(until deadline: ContinuousClock.Instant) -> Bool {
    let patience = max(.zero, deadline - .now) / .milliseconds(1)
    var watched = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, Int32(patience)) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(terminal, &buffer, buffer.count)
    // A terminal whose other end is gone fails to be read instead of ending.
    guard count > 0 else { return false }
    screen.take(Array(buffer[..<count]))
    sent += buffer[..<count]
    return true
  }
}
