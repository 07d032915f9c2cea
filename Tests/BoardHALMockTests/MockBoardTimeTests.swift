import BoardHAL
import BoardHALMock
import Testing

@Suite struct MockBoardTimeTests {
  @Test func `time begins at zero and moves only in wait`() throws {
    let board = TestBoard.make()
    #expect(board.now == .start)
    try board.drive(.gpio(17), "_-_-", each: .milliseconds(1))
    #expect(board.now == .start)
    #expect(board.wait(until: .milliseconds(2)))
    #expect(board.now == .milliseconds(2))
  }

  @Test func `waiting ends where a line becomes ready`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), "___-", each: .milliseconds(1))
    #expect(board.wait(until: .seconds(1)))
    #expect(board.now == .milliseconds(3))
    #expect(board.takeReadyLine() == .button)
  }

  @Test func `waiting for a ready line takes no time`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), "-___", each: .milliseconds(1))
    #expect(board.wait(until: .seconds(1)))
    #expect(board.now == .start)
  }

  @Test func `what happens at the deadline has happened when wait returns`() throws {
    let board = TestBoard.make()
    try board.drive(.gpio(17), to: .high, at: .milliseconds(5))
    #expect(board.wait(until: .milliseconds(5)))
    #expect(try board.voltage(of: .gpio(17)) == .high)
  }

  @Test func `everything due at one instant happens, in the order it was written`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), to: .high, at: .milliseconds(1))
    try board.drive(.gpio(17), to: .low, at: .milliseconds(1))
    #expect(board.wait(until: nil))
    #expect(board.now == .milliseconds(1))
    #expect(board.takeEdges().map(\.edge) == [.rising, .falling])
  }

  @Test func `what is written for the past happens now`() throws {
    let board = TestBoard.make()
    #expect(board.wait(until: .seconds(1)))
    try board.drive(.gpio(17), to: .high, at: .milliseconds(1))
    #expect(try board.voltage(of: .gpio(17)) == .high)
    #expect(board.now == .seconds(1))
  }

  @Test func `waiting for nothing says that nothing can happen`() {
    let board = TestBoard.make()
    #expect(!board.wait(until: nil))
    #expect(board.now == .start)
  }

  @Test func `what makes no line ready is passed over`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(4), "_-_-", each: .milliseconds(1))
    #expect(!board.wait(until: nil))
    #expect(board.now == .milliseconds(3))
  }

  @Test func `a million quiet seconds cost nothing`() throws {
    let board = TestBoard.make()
    try board.open(17)
    let clock = ContinuousClock()
    let spent = clock.measure { _ = board.wait(until: .seconds(1_000_000)) }
    #expect(board.now == .seconds(1_000_000))
    #expect(spent < .seconds(1))
  }

  @Test func `a deadline that has passed moves no time`() {
    let board = TestBoard.make()
    #expect(board.wait(until: .seconds(2)))
    #expect(board.wait(until: .seconds(1)))
    #expect(board.now == .seconds(2))
  }
}
