#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A terminal taken over for pictures: keys come one by one, and the user's own screen comes back.
///
/// Put back by `restore`, which is called however the program ends by itself.
final class Screen {
  private var saved = termios()
  private var isTaken = false
  private var output = OutputFile.standardOutput

  private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leave = "\u{1B}[?25h\u{1B}[?1049l"

  /// Takes the terminal over; nil when there is none.
  init?() {
    guard tcgetattr(STDIN_FILENO, &saved) == 0, isatty(STDOUT_FILENO) == 1 else { return nil }
    var raw = saved
    // Ctrl-C stays a signal, so that the way out is the same as everywhere.
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    isTaken = true
    output.write(Self.enter)
  }

  deinit { restore() }

  /// Why nothing can be shown any more, or nil.
  var failure: OutputError? { output.failure }

  /// Shows a picture, at most as large as the screen.
  func show(_ lines: [String]) {
    // From the top left; each line is wiped behind its end, and the rest of the screen at last.
    output.append("\u{1B}[H")
    output.append(lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n"))
    output.append("\u{1B}[J")
    output.flush()
  }

  /// Gives the terminal back as it was.
  func restore() {
    guard isTaken else { return }
    isTaken = false
    output.write(Self.leave)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &saved)
  }
}
