import BoardHAL
import BoardHALLinux
import Testing

/// Debounce has the same outcome whether the kernel does it or the backend.
@Suite(.onVirtualBoard) struct DebounceTests {
  @Test func `a spike is not reported, and a level that stays is, once`() throws {
    let chip = try SimulatedChip(2)
    let board = try LinuxBoard(chip.description)
    let line = LineID(0)
    let period = Nanoseconds.milliseconds(30)
    try board.open(.edges(of: chip.pin(0), debounce: period), as: line)
    for _ in 1...5 {
      try chip.pull(0, high: true)
      try chip.pull(0, high: false)
    }
    var deadline = board.now + .milliseconds(200)
    #expect(next(line, on: board, until: deadline) == nil)

    let start = board.now
    for _ in 1...5 {
      try chip.pull(0, high: false)
      try chip.pull(0, high: true)
    }
    deadline = board.now + .seconds(5)
    let edge = try #require(next(line, on: board, until: deadline))
    #expect(edge.edge == .rising)
    #expect(edge.value == .active)
    #expect(edge.sequence == 1)
    #expect(edge.loss == [])
    // Stamped when the time was over, not when the contact began to move.
    #expect(edge.time - start >= period)
    #expect(next(line, on: board, until: board.now + .milliseconds(100)) == nil)
  }

  private func next(
    _ line: LineID, on board: LinuxBoard, until deadline: BoardInstant
  ) -> EdgeRecord? {
    while true {
      while board.takeReadyLine() != nil {}
      if case .edge(let edge) = board.takeRecord(from: line) { return edge }
      if board.now >= deadline { return nil }
      _ = board.wait(until: deadline)
    }
  }
}
