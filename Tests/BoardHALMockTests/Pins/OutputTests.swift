import BoardHAL
import BoardHALMock
import Testing

@Suite struct OutputTests {
  @Test func `changes are kept with their times`() throws {
    let board = TestBoard.make()
    let lamp = try board.openOutput(.gpio(27), active: .high, initial: .inactive, safe: .inactive)
    board.run(to: .milliseconds(2))
    try board.drive(lamp, .active)
    try board.drive(lamp, .active)
    board.run(to: .milliseconds(5))
    try board.drive(lamp, .inactive)
    #expect(
      try board.history(of: .gpio(27)) == [
        OutputChange(time: .start, value: .inactive),
        OutputChange(time: .milliseconds(2), value: .active),
        OutputChange(time: .milliseconds(5), value: .inactive),
      ])
    #expect(
      try board.waveform(of: .gpio(27), each: .milliseconds(1), to: .milliseconds(6)) == "__---_")
  }

  @Test func `an active-low output is driven low when active`() throws {
    let board = TestBoard.make()
    let lamp = try board.openOutput(.gpio(27), active: .low, initial: .inactive, safe: .inactive)
    #expect(try board.voltage(of: .gpio(27)) == .high)
    try board.drive(lamp, .active)
    #expect(try board.voltage(of: .gpio(27)) == .low)
    #expect(try board.history(of: .gpio(27)).map(\.value) == [.inactive, .active])
  }

  @Test func `a waveform is drawn as it was played`() throws {
    let board = TestBoard.make()
    try board.drive(.gpio(4), "_-__--_", each: .microseconds(10))
    board.run(to: .microseconds(70))
    #expect(try board.waveform(of: .gpio(4), each: .microseconds(10)) == "_-__--_")
    #expect(
      try board.waveform(
        of: .gpio(4), each: .microseconds(10), from: .microseconds(30), to: .microseconds(60))
        == "_--")
  }

  @Test func `what the history has forgotten is drawn as unknown`() throws {
    let board = TestBoard.make { $0.historyCapacity = 2 }
    try board.drive(.gpio(4), "_-_-_", each: .milliseconds(1))
    board.run(to: .milliseconds(5))
    #expect(try board.waveform(of: .gpio(4), each: .milliseconds(1)) == "???-_")
  }

  @Test func `the safe state reaches every output`() throws {
    let board = TestBoard.make()
    let lamp = try board.openOutput(.gpio(27), active: .high, initial: .inactive, safe: .inactive)
    let valve = try board.openOutput(.gpio(22), active: .low, initial: .inactive, safe: .active)
    try board.drive(lamp, .active)
    board.enterSafeState()
    #expect(try board.voltage(of: .gpio(27)) == .low)
    #expect(try board.voltage(of: .gpio(22)) == .low)
    #expect(try board.history(of: .gpio(22)).map(\.value) == [.inactive, .active])
    try board.drive(valve, .inactive)
    #expect(try board.voltage(of: .gpio(22)) == .high)
  }

  @Test func `a pin is opened once`() throws {
    let board = TestBoard.make()
    try board.open(4)
    let holder = BoardError.busy("GPIO4 (J8:5)", holder: "line 0 of this firmware")
    #expect(throws: holder) {
      try board.openOutput(.gpio(4), active: .high, initial: .active, safe: .active)
    }
    _ = try board.openOutput(.gpio(5), active: .high, initial: .active, safe: .active)
    #expect(throws: BoardError.busy("GPIO5 (J8:6)", holder: "output 0 of this firmware")) {
      try board.open(5, as: .other)
    }
  }

  @Test func `a pin that is not on the board is refused`() throws {
    let board = TestBoard.make()
    let stray = TestBoard.strayPin
    #expect(throws: BoardError.noSuchPin(stray)) {
      try board.openOutput(stray, active: .high, initial: .active, safe: .active)
    }
    #expect(throws: BoardError.noSuchPin(stray)) {
      try board.open(.edges(LineSource.EdgeLine(pin: stray)), as: .button)
    }
    #expect(throws: BoardError.noSuchPin(stray)) { try board.drive(stray, to: .high) }
    #expect(throws: BoardError.noSuchPin(stray)) { try board.wire(.gpio(1), stray) }
  }
}
