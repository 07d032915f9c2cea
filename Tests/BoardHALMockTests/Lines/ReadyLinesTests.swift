import BoardHAL
import BoardHALMock
import Testing

@Suite struct ReadyLinesTests {
  @Test func `a line is named once, however many records it has`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), to: .high)
    try board.drive(.gpio(17), to: .low)
    #expect(board.takeReadyLine() == .button)
    #expect(board.takeReadyLine() == nil)
  }

  @Test func `a line is named again when a record was left behind`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), to: .high)
    try board.drive(.gpio(17), to: .low)
    #expect(board.takeReadyLine() == .button)
    #expect(board.takeRecord(from: .button) != nil)
    #expect(board.takeReadyLine() == .button)
    #expect(board.takeRecord(from: .button) != nil)
    #expect(board.takeReadyLine() == nil)
  }

  @Test func `a drained line is not named`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), to: .high)
    try board.drive(.gpio(17), to: .low)
    #expect(board.takeEdges().count == 2)
    #expect(board.takeReadyLine() == nil)
    #expect(!board.wait(until: nil))
  }

  @Test func `a new record names a line that was left alone`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), to: .high)
    #expect(board.takeReadyLine() == .button)
    try board.drive(.gpio(17), to: .low)
    #expect(board.takeReadyLine() == .button)
  }

  @Test("H06 an overflow names no line")
  func overflowWakesNobody() throws {
    let board = TestBoard.make { $0.edgeCapacity = 2 }
    try board.open(17)
    try board.drive(.gpio(17), to: .high)
    try board.drive(.gpio(17), to: .low)
    #expect(board.takeReadyLine() == .button)
    try board.drive(.gpio(17), "-_-_", each: .milliseconds(1))
    #expect(!board.wait(until: nil))
    #expect(board.takeReadyLine() == nil)
    #expect(board.takeEdges().map(\.lost) == [4, 0])
  }

  @Test func `lines are named in the order in which they became ready`() throws {
    let board = TestBoard.make()
    try board.open(17, as: .button)
    try board.open(18, as: .other)
    try board.drive(.gpio(18), to: .high)
    try board.drive(.gpio(17), to: .high)
    #expect(board.takeReadyLine() == .other)
    #expect(board.takeReadyLine() == .button)
    #expect(board.takeReadyLine() == nil)
  }
}
