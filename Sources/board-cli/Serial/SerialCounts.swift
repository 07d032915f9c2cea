import BoardHAL

/// What went over a port since the terminal was started, and what did not.
struct SerialCounts: Equatable {
  var received = 0
  var sent = 0
  /// Typed while the port was away, or given up when it went; nobody will have them.
  var unsent = 0
  var breaks = 0
  var framingErrors = 0
  var parityErrors = 0
  /// Lost by the hardware or the kernel because nobody took them in time.
  var overrun = 0
  var hangups = 0

  /// Counts what a record of the receiving line brought.
  mutating func count(_ record: SerialRecord) {
    switch record.kind {
    case .bytes: received += Int(record.count)
    case .breakSignal: breaks += 1
    case .framing:
      framingErrors += 1
      received += 1
    case .parity:
      parityErrors += 1
      received += 1
    case .overrun: overrun += Int(record.count)
    case .hangup: hangups += 1
    case .connected, .room, .modemLines: break
    }
  }

  /// Both directions, then whatever went wrong at all.
  var lines: [String] {
    ["\(Self.bytes(received)) received, \(Self.bytes(sent)) sent"] + troubles
  }

  /// What went wrong, in words; empty when nothing did.
  var troubles: [String] {
    [
      (breaks, "\(breaks) breaks received"),
      (framingErrors, "\(framingErrors) bytes without a stop bit: is the rate the far end's?"),
      (parityErrors, "\(parityErrors) bytes of wrong parity"),
      (overrun, "\(Self.bytes(overrun)) lost because nobody took them in time"),
      (unsent, "\(Self.bytes(unsent)) not sent"),
      (hangups, "\(hangups) hang-ups"),
    ].filter { $0.0 > 0 }.map(\.1)
  }

  static func bytes(_ count: Int) -> String { count == 1 ? "1 byte" : "\(count) bytes" }
}
