import BoardHAL
import BoardHALLinux
import BoardHALMock

/// The board that a run is on, and how a signal reaches the run.
enum RunBoard {
  case mock(MockBoard, SteeredBoard)
  case linux(SignalledBoard)

  /// Makes the board; it is opened, but no line of it is.
  ///
  /// - Throws: `BoardError.system` when the kernel has no descriptor left.
  init(_ description: BoardDescription, on hal: HAL, speed: Speed) throws(BoardError) {
    switch hal {
    case .mock:
      var configuration = MockConfiguration()
      // Nobody looks at the record of accesses; what happened is in the trace.
      configuration.accessCapacity = 0
      let board = MockBoard(description, configuration: configuration)
      self = .mock(board, try SteeredBoard(board, speed: speed))
    case .linux:
      self = .linux(try SignalledBoard(description))
    }
  }

  /// What the firmware runs on.
  var backend: any Backend {
    switch self {
    case .mock(_, let steered): steered
    case .linux(let live): live.board
    }
  }

  /// The mock board, which a scenario can act on; nil for a real one.
  var mock: MockBoard? {
    guard case .mock(let board, _) = self else { return nil }
    return board
  }
}

/// A real board whose waits end with a signal.
final class SignalledBoard {
  let board: LinuxBoard
  private let signals: TerminationSignals

  /// Holds the signals back first: from here on none can end the program with an output driven.
  init(_ description: BoardDescription) throws(BoardError) {
    let board = try LinuxBoard(description)
    signals = try TerminationSignals(clock: board.clock)
    try board.watch(signals)
    self.board = board
  }

  /// Takes a signal that has come, or nil.
  func takeSignal() -> TerminationSignal? { signals.take() }
}
