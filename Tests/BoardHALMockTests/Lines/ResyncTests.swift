import BoardHAL
import BoardHALMock
import Testing

/// The level is read again when all has been taken.
@Suite struct ResyncTests {
  @Test("H05 a level that no edge told of is told when all has been read")
  func lostLast() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), to: .high)
    #expect(board.takeEdges().map(\.value) == [.active])
    try board.drive(.gpio(17), "_-", each: .milliseconds(1), at: .milliseconds(1))
    board.run(to: .milliseconds(2))
    try board.loseNextEdges(1, on: .gpio(17))
    try board.drive(.gpio(17), to: .low)
    #expect(board.takeEdges().map(\.value) == [.inactive, .active])
    board.run(to: .milliseconds(100))
    let told = board.takeEdges()
    #expect(told.map(\.value) == [.inactive])
    #expect(told.map(\.loss) == [.resync])
    #expect(told.map(\.time) == [.milliseconds(52)])
  }

  @Test func `an edge that comes in time makes it needless`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), to: .high)
    try board.loseNextEdges(1, on: .gpio(17))
    try board.drive(.gpio(17), to: .low)
    #expect(board.takeEdges().map(\.value) == [.active])
    try board.drive(.gpio(17), "-_", each: .milliseconds(1), at: .milliseconds(5))
    board.run(to: .milliseconds(100))
    #expect(board.takeEdges().map(\.loss) == [.sameDirection, []])
  }

  @Test("L76 of a bounce train under debounce one edge is reported: of what stays, when it has")
  func debounced() throws {
    let board = TestBoard.make()
    try board.open(
      .edges(of: .gpio(17), pull: .down, debounce: .milliseconds(5)), as: .button)
    try board.drive(.gpio(17), "_-_-_-------------_----", each: .milliseconds(1))
    board.run(to: .milliseconds(100))
    let edges = board.takeEdges()
    #expect(edges.map(\.edge) == [.rising])
    #expect(edges.map(\.time) == [.milliseconds(10)])
  }
}
