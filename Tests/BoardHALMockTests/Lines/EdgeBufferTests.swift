import BoardHAL
import BoardHALMock
import Testing

@Suite struct EdgeBufferTests {
  @Test("H03 a full buffer drops the oldest edges and says how many before the next")
  func overflow() throws {
    let board = TestBoard.make { $0.edgeCapacity = 4 }
    try board.open(17)
    try board.drive(.gpio(17), "_-_-_-_-", each: .milliseconds(1))
    board.run(to: .milliseconds(10))
    let edges = board.takeEdges()
    #expect(edges.map(\.sequence) == [4, 5, 6, 7])
    #expect(edges.map(\.lost) == [3, 0, 0, 0])
    #expect(edges.map(\.edge) == [.falling, .rising, .falling, .rising])
    let counters = try board.edgeCounters(of: .gpio(17))
    #expect(counters.edges == 7)
    #expect(counters.droppedOldest == 3)
  }

  @Test func `a loss is told once, with the edge behind it`() throws {
    let board = TestBoard.make { $0.edgeCapacity = 2 }
    try board.open(17)
    try board.drive(.gpio(17), "_-_-", each: .milliseconds(1))
    board.run(to: .milliseconds(3))
    guard case .edge(let first) = board.takeRecord(from: .button) else {
      Issue.record("no edge")
      return
    }
    #expect(first.lost == 1)
    try board.drive(.gpio(17), "_-_", each: .milliseconds(1))
    board.run(to: .milliseconds(10))
    #expect(board.takeEdges().map(\.lost) == [2, 0])
  }

  @Test("H07 the first interface drops the newest edges and numbers nothing")
  func firstInterface() throws {
    let board = TestBoard.make {
      $0.edgeCapacity = 4
      $0.overflow = .dropNewest
    }
    #expect(!board.capabilities.hasSequenceNumbers)
    try board.open(17)
    try board.drive(.gpio(17), "_-_-_-_-", each: .milliseconds(1))
    board.run(to: .milliseconds(10))
    let edges = board.takeEdges()
    #expect(edges.map(\.time) == (1...4).map { .milliseconds($0) })
    #expect(edges.map(\.lost) == [0, 0, 0, 0])
    // The last record no longer says what the line means: only the pin does.
    #expect(edges.last?.value == .inactive)
    #expect(try board.value(of: .button) == .active)
    #expect(try board.edgeCounters(of: .gpio(17)).droppedNewest == 3)
  }

  @Test func `numbers begin at 1`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), "-", each: .milliseconds(1))
    #expect(board.takeEdges().map(\.sequence) == [1])
  }

  @Test func `numbers wrap without a loss`() throws {
    let board = TestBoard.make { $0.firstSequence = .max - 1 }
    try board.open(17)
    try board.drive(.gpio(17), "_-_-_", each: .milliseconds(1))
    board.run(to: .milliseconds(10))
    let edges = board.takeEdges()
    #expect(edges.map(\.sequence) == [UInt32.max - 1, .max, 0, 1])
    #expect(edges.map(\.lost) == [0, 0, 0, 0])
  }

  @Test func `a loss across the wrap is counted`() throws {
    let board = TestBoard.make {
      $0.firstSequence = .max
      $0.edgeCapacity = 1
    }
    try board.open(17)
    try board.drive(.gpio(17), "_-_-", each: .milliseconds(1))
    board.run(to: .milliseconds(10))
    let edges = board.takeEdges()
    #expect(edges.map(\.sequence) == [1])
    #expect(edges.map(\.lost) == [2])
  }

  @Test("H05 a lost edge leaves two records of one direction and no gap")
  func hardwareLoss() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), "_-", each: .milliseconds(1))
    board.run(to: .milliseconds(2))
    try board.loseNextEdges(1, on: .gpio(17))
    try board.drive(.gpio(17), "_-", each: .milliseconds(1))
    board.run(to: .milliseconds(5))
    let edges = board.takeEdges()
    #expect(edges.map(\.edge) == [.rising, .rising])
    #expect(edges.map(\.sequence) == [1, 2])
    #expect(edges.map(\.lost) == [0, 0])
    #expect(try board.edgeCounters(of: .gpio(17)).missed == 1)
  }
}
