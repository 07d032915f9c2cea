import BoardHALLinux

/// Where a shell's lines come from.
protocol Input: AnyObject {
  /// Waits for the next line.
  func readLine() -> InputLine

  /// Writes lines so that they do not end up in the middle of what is being typed.
  func show(_ write: () -> Void)
}

/// What came of waiting for a line.
enum InputLine: Equatable {
  case line(String)
  /// Ctrl-C: what was typed is given up.
  case interrupted
  /// A signal asks for the end.
  case signal(TerminationSignal)
  /// There are no more lines.
  case end
  /// The session has ended.
  case gone
  /// Nobody reads any more what comes of it.
  case unread
}

extension InputLine {
  /// What a wait that brought no byte means.
  init(_ wake: Wake) {
    switch wake {
    case .signal(.interrupt): self = .interrupted
    case .signal(let signal): self = .signal(signal)
    case .readable: self = .end
    case .deadline: self = .gone
    }
  }
}
