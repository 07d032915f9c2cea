internal import BoardHAL

/// The calls of `Backend` that can be told to fail.
public enum MockCall: Sendable, Hashable, CaseIterable {
  case open, value, openOutput, drive, transmit
}

/// The failures that a test has asked for and that have not happened yet.
struct FaultScript {
  private var pending: [MockCall: FIFO<BoardError>] = [:]

  mutating func add(_ error: BoardError, to call: MockCall) {
    pending[call, default: FIFO()].append(error)
  }

  mutating func takeNext(_ call: MockCall) -> BoardError? {
    pending[call]?.popFirst()
  }

  /// How many failures have still to happen.
  var count: Int { pending.values.reduce(0) { $0 + $1.count } }
}
