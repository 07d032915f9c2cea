import BoardHAL
import BoardHALMock
import Testing

@Suite struct EdgeLineTests {
  @Test func `an edge carries its time, direction and value`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), "__-_", each: .milliseconds(1))
    board.run(to: .milliseconds(4))
    #expect(
      board.takeEdges() == [
        EdgeRecord(time: .milliseconds(2), edge: .rising, value: .active, sequence: 1),
        EdgeRecord(time: .milliseconds(3), edge: .falling, value: .inactive, sequence: 2),
      ])
  }

  @Test("H01 on an active-low line a falling voltage is a rising edge")
  func activeLow() throws {
    let board = TestBoard.make()
    try board.open(17, pull: .up, active: .low)
    #expect(try board.value(of: .button) == .inactive)
    try board.drive(.gpio(17), to: .low)
    #expect(board.takeEdges().map(\.edge) == [.rising])
    #expect(try board.value(of: .button) == .active)
  }

  @Test func `only selected edges are reported`() throws {
    let board = TestBoard.make()
    try board.open(17, as: .button, edges: .rising)
    try board.wire(.gpio(17), .gpio(18))
    try board.open(18, as: .other, edges: .falling)
    try board.drive(.gpio(17), "_-_-_", each: .milliseconds(1))
    board.run(to: .milliseconds(5))
    #expect(board.takeEdges(.button).map(\.time) == [.milliseconds(1), .milliseconds(3)])
    #expect(board.takeEdges(.other).map(\.time) == [.milliseconds(2), .milliseconds(4)])
  }

  @Test func `opening a line makes no edge`() throws {
    let board = TestBoard.make()
    try board.open(17, pull: .up)
    #expect(try board.value(of: .button) == .active)
    #expect(board.takeReadyLine() == nil)
    #expect(board.takeEdges().isEmpty)
  }

  @Test func `a closed line is silent and its pin is free`() throws {
    let board = TestBoard.make()
    try board.open(17)
    try board.drive(.gpio(17), to: .high)
    board.close(.button)
    #expect(board.takeReadyLine() == nil)
    try board.drive(.gpio(17), to: .low)
    try board.open(17, as: .other)
    try board.drive(.gpio(17), to: .high)
    #expect(board.takeReadyLine() == .other)
    #expect(board.takeEdges(.other).map(\.sequence) == [1])
  }

  @Test("H12 a line whose chip is unplugged is named once more and yields nothing")
  func unplugged() throws {
    let board = TestBoard.make()
    try board.open(17)
    let lamp = try board.openOutput(.gpio(27), active: .high, initial: .active, safe: .inactive)
    try board.drive(.gpio(17), to: .high)
    #expect(board.takeReadyLine() == .button)
    board.unplug(chip: TestBoard.chip, at: .milliseconds(1))
    #expect(board.wait(until: nil))
    #expect(board.now == .milliseconds(1))
    #expect(board.takeReadyLine() == .button)
    #expect(board.takeReadyLine() == nil)
    #expect(board.takeEdges().isEmpty)
    #expect(throws: BoardError.gone("GPIO17 (J8:18)")) { try board.value(of: .button) }
    #expect(throws: BoardError.gone("GPIO27 (J8:28)")) { try board.drive(lamp, .inactive) }
    #expect(throws: BoardError.gone("GPIO5 (J8:6)")) { try board.open(5, as: .other) }
    try board.drive(.gpio(17), "_-_", each: .milliseconds(1))
    #expect(!board.wait(until: nil))
    board.enterSafeState()
    #expect(try board.history(of: .gpio(27)).map(\.value) == [.active])
    #expect(try board.edgeCounters(of: .gpio(17)).discarded == 1)
    board.close(.button)
  }

  @Test func `one pin can go while the others stay`() throws {
    let board = TestBoard.make()
    try board.open(17, as: .button)
    try board.open(18, as: .other)
    try board.unplug(.gpio(17))
    try board.drive(.gpio(18), to: .high)
    #expect(board.takeReadyLine() == .button)
    #expect(board.takeReadyLine() == .other)
    #expect(try board.value(of: .other) == .active)
  }

  @Test func `a software line has nothing to take and no value`() throws {
    let board = TestBoard.make()
    try board.open(.software("watch"), as: .button)
    #expect(board.takeRecord(from: .button) == nil)
    #expect(
      throws: BoardError.unsupported(
        "the value of line 0", remedy: "only lines on a GPIO pin have one")
    ) { try board.value(of: .button) }
    board.close(.button)
  }
}
