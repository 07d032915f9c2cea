import BoardHAL
import BoardHALMock
import Testing

@Suite struct PullTests {
  @Test func `a pull holds a pin that nobody drives, and yields to whoever does`() throws {
    let board = TestBoard.make()
    try board.pull(.gpio(17), .up)
    #expect(try board.voltage(of: .gpio(17)) == .high)
    try board.drive(.gpio(17), to: .low)
    #expect(try board.voltage(of: .gpio(17)) == .low)
    try board.letGo(of: .gpio(17))
    #expect(try board.voltage(of: .gpio(17)) == .high)
    try board.pull(.gpio(17), .down)
    #expect(try board.voltage(of: .gpio(17)) == .low)
  }

  @Test func `a pin whose chip was unplugged has no resistor to switch`() throws {
    let board = TestBoard.make()
    #expect(try !board.isGone(.gpio(17)))
    try board.unplug(.gpio(17))
    #expect(try board.isGone(.gpio(17)))
    #expect(throws: BoardError.gone(Pin.gpio(17).description)) { try board.pull(.gpio(17), .up) }
  }
}
