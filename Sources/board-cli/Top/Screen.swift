/// A terminal taken over for pictures: keys come one by one, and the user's own screen comes back.
final class Screen {
  private var terminal: TakenTerminal?
  private var output = OutputFile.standardOutput

  private static let enter: StaticString = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leave: StaticString = "\u{1B}[?25h\u{1B}[?1049l"

  /// Takes the terminal over; nil when there is none.
  init?() {
    guard Terminal.current.isInteractive,
      let terminal = TakenTerminal(
        Descriptor.input, .single, firstWords: Self.enter, lastWords: Self.leave)
    else { return nil }
    self.terminal = terminal
    output.write("\(Self.enter)")
  }

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

  /// True once after the program was stopped: others had the screen, and it is empty now.
  func takeContinued() -> Bool { terminal?.takeContinued() ?? false }

  /// Gives the terminal back as it was.
  func restore() { terminal = nil }
}
