import BoardHAL
import BoardHALMock
import Testing

/// Lines that were opened together.
@Suite struct EdgeGroupTests {
  private let board = TestBoard.make()

  private func open(_ numbers: [Int]) throws {
    try board.open(
      numbers.map { .edges(of: .gpio($0), pull: .down) }, as: numbers.indices.map { LineID($0) })
  }

  @Test("H04 edges merged below show on lines opened together, and not on one alone")
  func merged() throws {
    try open([17, 18])
    try board.mergeNextEdges(2, on: .gpio(17))
    try board.drive(.gpio(17), "_-_-", each: .milliseconds(1))
    board.run(to: .milliseconds(5))
    let edges = board.takeEdges(LineID(0))
    #expect(edges.map(\.sequence) == [1])
    #expect(edges.map(\.lost) == [0])
    #expect(edges.map(\.merged) == [2])
    #expect(edges.map(\.loss) == [.merged])
    #expect(try board.edgeCounters(of: .gpio(17)).merged == 2)
  }

  @Test func `a line of its own cannot tell what was merged`() throws {
    try board.open(17)
    try board.mergeNextEdges(2, on: .gpio(17))
    try board.drive(.gpio(17), "_-_-", each: .milliseconds(1))
    board.run(to: .milliseconds(5))
    #expect(board.takeEdges().map(\.merged) == [0])
  }

  @Test func `when one is refused none is opened`() throws {
    try board.open(18, as: .other)
    #expect(throws: BoardError.self) { try open([17, 18]) }
    try board.open(17)
  }

  @Test func `their pins are given back together`() throws {
    try open([17, 18])
    board.close(LineID(0))
    #expect(throws: BoardError.self) { try board.open(17, as: .other) }
    board.close(LineID(1))
    try board.open(17, as: .other)
  }

  @Test("H10 their edges have stamps by which they can be put in order")
  func order() throws {
    try open([17, 18])
    try board.drive(.gpio(18), "_-_", each: .milliseconds(2))
    try board.drive(.gpio(17), "_-_", each: .milliseconds(3))
    board.run(to: .milliseconds(10))
    let edges = [LineID(0), LineID(1)].flatMap { line in
      board.takeEdges(line).map { (time: $0.time, line: line.index) }
    }
    let order = edges.sorted { ($0.time, $0.line) < ($1.time, $1.line) }
    #expect(order.map(\.line) == [1, 0, 1, 0])
  }
}
