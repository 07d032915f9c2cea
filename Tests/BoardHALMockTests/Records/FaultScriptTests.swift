import BoardHAL
import BoardHALMock
import Testing

@Suite struct FaultScriptTests {
  @Test func `the next call fails and the one after does not`() throws {
    let board = TestBoard.make()
    let refusal = BoardError.busy("GPIO17", holder: "gpio-keys")
    board.failNext(.open, with: refusal)
    #expect(board.pendingFailures == 1)
    #expect(throws: refusal) { try board.open(17) }
    #expect(board.pendingFailures == 0)
    try board.open(17)
  }

  @Test func `failures happen one after the other`() throws {
    let board = TestBoard.make()
    try board.open(17)
    board.failNext(.value, with: .gone("first"))
    board.failNext(.value, with: .gone("second"))
    #expect(throws: BoardError.gone("first")) { try board.value(of: .button) }
    #expect(throws: BoardError.gone("second")) { try board.value(of: .button) }
    #expect(try board.value(of: .button) == .inactive)
  }

  @Test func `every call that can throw can be told to`() throws {
    let board = TestBoard.make()
    let error = BoardError.gone("chip")
    try board.open(17)
    let lamp = try board.openOutput(.gpio(27), active: .high, initial: .inactive, safe: .inactive)
    for call in MockCall.allCases { board.failNext(call, with: error) }
    #expect(throws: error) { try board.open(18, as: .other) }
    #expect(throws: error) { try board.value(of: .button) }
    #expect(throws: error) {
      try board.openOutput(.gpio(4), active: .high, initial: .active, safe: .active)
    }
    #expect(throws: error) { try board.drive(lamp, .active) }
    #expect(throws: error) { try board.transmit("x") }
    #expect(board.pendingFailures == 0)
    #expect(try board.voltage(of: .gpio(27)) == .low)
  }
}
