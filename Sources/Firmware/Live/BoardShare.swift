import BoardHAL
import BoardHALLinux

/// One thread's part of a board, and the lock under which others reach it.
///
/// The thread sleeps on it without the lock. Others come only to transmit, to drive, or to take a
/// record that found no room before.
final class BoardShare: @unchecked Sendable {
  private let board: LinuxBoard
  private let lock = InheritingLock()

  init(_ board: LinuxBoard) {
    self.board = board
  }

  func guarded<Value, Failure: Error>(
    _ body: (LinuxBoard) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try lock.guarded { () throws(Failure) in try body(board) }
  }

  /// Blocks until something is to be looked at, or `deadline` has come; at once if lines are named.
  func sleep(until deadline: BoardInstant?) {
    let isBusy = guarded { board in
      board.prepare(until: deadline)
      return board.hasReadyLine
    }
    if !isBusy { board.sleep() }
  }

  /// Puts the lines that have something to take into `lines`, and silences the bell.
  func takeReadyLines(into lines: inout [LineID]) {
    lines.removeAll(keepingCapacity: true)
    guarded { board in
      while let line = board.takeReadyLine() { lines.append(line) }
    }
  }

  /// Lets a signal end a `sleep`; while no other thread runs.
  func watch(_ signals: borrowing TerminationSignals) throws(BoardError) {
    try board.watch(signals)
  }

  /// Ends a `sleep`, the present one or the next; from any thread, without the lock.
  func wake() { board.wake() }
}
