import CLineEditor

/// A terminal that is not left as it was found until this goes.
///
/// There is one at a time. It gets its settings back when this goes, and also when the program
/// crashes, or is sent SIGQUIT or SIGABRT. While the program is stopped, as by Ctrl-Z, its user has
/// the terminal; then it is taken again.
final class TakenTerminal {
  /// What keys become.
  enum Keys {
    /// Each comes at once and as it is, Ctrl-C included: they are for somebody else.
    case raw
    /// Each comes at once, and Ctrl-C is a signal.
    case single
    /// Whatever somebody else, such as an editor of lines, sets.
    case guarded

    fileprivate var mode: taken_terminal_mode {
      switch self {
      case .raw: TAKEN_TERMINAL_RAW
      case .single: TAKEN_TERMINAL_KEYS
      case .guarded: TAKEN_TERMINAL_GUARDED
      }
    }
  }

  /// Takes a terminal over; nil when the descriptor is none.
  ///
  /// - Parameters:
  ///   - descriptor: Where its keys are read.
  ///   - keys: What they become.
  ///   - firstWords: What takes the screen, sent to standard output when the program has been
  ///     stopped and goes on.
  ///   - lastWords: What gives the screen back. Both are static: a program that crashes may have no
  ///     memory that can be trusted.
  init?(
    _ descriptor: Int32, _ keys: Keys, firstWords: StaticString? = nil,
    lastWords: StaticString? = nil
  ) {
    let (first, last) = (firstWords.map(Self.pointer(to:)), lastWords.map(Self.pointer(to:)))
    guard taken_terminal_take(descriptor, keys.mode, first, last) == 0 else {
      taken_terminal_give_back()
      return nil
    }
  }

  deinit { taken_terminal_give_back() }

  /// Can be read when the program goes on after it was stopped.
  var continued: Int32 { taken_terminal_continued() }

  /// True once after each time: what was on the screen is to be drawn again.
  func takeContinued() -> Bool { taken_terminal_take_continued() }

  private static func pointer(to words: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(words.utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
