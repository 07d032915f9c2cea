import CLineEditor

/// A terminal whose keys are for somebody else: each comes at once and as it is, Ctrl-C included.
///
/// There is one at a time. The terminal gets its settings back when this goes, and also when the
/// program crashes, or is sent SIGQUIT or SIGABRT.
final class RawTerminal {
  /// Takes a terminal over; nil when the descriptor is none.
  init?(_ descriptor: Int32) {
    guard raw_terminal_take(descriptor) == 0 else {
      raw_terminal_give_back()
      return nil
    }
  }

  deinit { raw_terminal_give_back() }
}
