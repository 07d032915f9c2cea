import CLineEditor

/// A terminal that is not left as it was found until this goes.
///
/// There is one at a time. It gets its settings back when this goes, and also when the program
/// crashes, or is sent SIGQUIT or SIGABRT.
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
  ///   - lastWords: What gives the screen back, sent to standard output. Static, for a program that
  ///     crashes may have no memory that can be trusted.
  init?(_ descriptor: Int32, _ keys: Keys, lastWords: StaticString? = nil) {
    let words = lastWords.map { UnsafeRawPointer($0.utf8Start).assumingMemoryBound(to: CChar.self) }
    guard taken_terminal_take(descriptor, keys.mode, words) == 0 else {
      taken_terminal_give_back()
      return nil
    }
  }

  deinit { taken_terminal_give_back() }
}
