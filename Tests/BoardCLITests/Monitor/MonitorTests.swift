import BoardHAL
import BoardHALLinux
import BoardHALMock
import Testing

@testable import board_cli

/// Watching lines of the mock board, which loses and merges edges on demand.
struct MonitorTests {
  private let board: MockBoard
  private let pins: [Pin]

  init() throws {
    let board = MockBoard(try BoardFile.mock())
    self.board = board
    pins = [17, 27].compactMap { board.description.pin(numbered: $0) }
  }

  private func monitor(
    _ change: (inout Monitor.Settings) -> Void = { _ in }
  ) throws -> Monitor {
    var settings = Monitor.Settings()
    change(&settings)
    let lines = ["A", "B"].enumerated().map { offset, title in
      WatchedLine(
        title: title, line: LineListing(chip: ListedLines.first, offset: offset, name: title))
    }
    return try Monitor(lines, pins: pins, settings, on: board)
  }

  /// What is printed of each edge until the monitor ends.
  private func events(
    of monitor: Monitor, as format: String = "%l %E", until isStopped: () -> Bool = { false }
  ) throws -> (lines: [String], end: Monitor.End) {
    let format = try EventFormat(format)
    var lines: [String] = []
    let end = try monitor.run(
      until: isStopped, hear: { lines.append(format.text(of: $0)) }, settle: {})
    return (lines, end)
  }

  @Test func `edges of several lines come in the order in which they happened`() throws {
    let monitor = try monitor()
    try board.drive(pins[0], "_-_-", each: .milliseconds(2))
    try board.drive(pins[1], "__-_", each: .milliseconds(1))
    let (lines, end) = try events(of: monitor, as: "%S %l %E %q %Q %d")
    #expect(
      lines == [
        "0.002000000 A rising 1 1 -", "0.002000000 B rising 1 2 -",
        "0.003000000 B falling 2 3 0.001000000", "0.004000000 A falling 2 4 0.002000000",
        "0.006000000 A rising 3 5 0.002000000",
      ])
    #expect(end == .quiet)
    #expect(monitor.losses == [])
  }

  @Test func `edges of lines that wait together are put in order`() throws {
    let monitor = try monitor()
    try board.drive(pins[0], "_-_-_", each: .milliseconds(2))
    try board.drive(pins[1], "_-_-_", each: .milliseconds(3))
    // Nobody looks while they happen; the first of each is taken by somebody else.
    var named: Set<LineID> = []
    while board.now < .start + .milliseconds(20) {
      _ = board.wait(until: .start + .milliseconds(20))
      while let line = board.takeReadyLine() { named.insert(line) }
    }
    for line in named.sorted(by: { $0.index < $1.index }) { _ = board.takeRecord(from: line) }
    #expect(
      try events(of: monitor, as: "%l %S").lines == [
        "A 0.004000000", "A 0.006000000", "B 0.006000000", "A 0.008000000", "B 0.009000000",
        "B 0.012000000",
      ])
  }

  @Test func `active low turns edges round, and only those wanted come`() throws {
    let monitor = try monitor {
      $0.active = .low
      $0.edges = .rising
    }
    try board.drive(pins[0], "-_-_", each: .milliseconds(1))
    #expect(
      try events(of: monitor, as: "%l %E %S").lines == [
        "A rising 0.001000000", "A rising 0.003000000",
      ])
  }

  @Test func `bounce is left out when a line is debounced`() throws {
    let monitor = try monitor { $0.debounce = .milliseconds(5) }
    try board.drive(pins[0], "_-_-_---------------", each: .milliseconds(1))
    #expect(try events(of: monitor, as: "%l %E %S").lines == ["A rising 0.010000000"])
  }

  @Test func `it ends after as many edges as are wanted`() throws {
    let monitor = try monitor { $0.limit = 2 }
    try board.drive(pins[0], "_-_-", each: .milliseconds(1))
    let (lines, end) = try events(of: monitor)
    #expect(lines.count == 2)
    #expect(end == .limit)
  }

  @Test func `it ends when no edge came for as long as it may`() throws {
    let monitor = try monitor { $0.idle = .milliseconds(5) }
    try board.drive(pins[0], "_--- -_ __________-", each: .milliseconds(1))
    let (lines, end) = try events(of: monitor)
    #expect(lines == ["A rising", "A falling"])
    #expect(end == .idle)
    #expect(board.now == .start + .milliseconds(10))
  }

  @Test func `it ends when it is told to`() throws {
    let monitor = try monitor()
    try board.drive(pins[0], "_-_-_-", each: .milliseconds(1))
    var looks = 0
    let (lines, end) = try events(of: monitor) {
      looks += 1
      return looks == 3
    }
    #expect(end == .stopped)
    #expect(lines.count < 5)
  }

  @Test func `edges that a full buffer gave up are counted before the next`() throws {
    let monitor = try monitor()
    for count in 1...20 {
      try board.drive(pins[0], to: count.isMultiple(of: 2) ? .low : .high)
    }
    let (lines, _) = try events(of: monitor, as: "%q %Q %g")
    #expect(lines.first == "5 5 lost=4")
    #expect(lines.last == "20 20 -")
    #expect(monitor.losses == ["A: 16 edges seen, 4 lost in a full buffer"])
  }

  @Test func `an edge that went missing shows by its neighbours`() throws {
    let monitor = try monitor()
    try board.drive(pins[0], to: .high)
    try board.loseNextEdges(1, on: pins[0])
    try board.drive(pins[0], "-_-", each: .milliseconds(1))
    let (lines, _) = try events(of: monitor, as: "%E %Q %g")
    #expect(lines == ["rising 1 -", "rising 2 same-direction"])
    #expect(monitor.losses == ["A: 2 edges seen, at least 1 missed"])
  }

  @Test func `a chip that goes away ends it, after the edges that it left`() throws {
    let monitor = try monitor()
    try board.drive(pins[0], "_-", each: .milliseconds(1))
    board.unplug(chip: "mock", at: .start + .milliseconds(5))
    var heard = 0
    let error = #expect(throws: BoardError.self) {
      _ = try monitor.run(until: { false }, hear: { _ in heard += 1 }, settle: {})
    }
    #expect(heard == 1)
    #expect(error == .gone(pins[0].description))
  }
}
