import BoardHAL
import BoardHALMock
import Testing

@Suite struct MockAccessTests {
  @Test("H19 every call is recorded with its time and its result")
  func everyCall() throws {
    let board = TestBoard.make()
    let source = LineSource.edges(LineSource.EdgeLine(pin: .gpio(17), pull: .down))
    try board.open(source, as: .button)
    let lamp = try board.openOutput(.gpio(27), active: .high, initial: .inactive, safe: .inactive)
    try board.drive(.gpio(17), "_-", each: .milliseconds(1))
    _ = board.wait(until: nil)
    _ = board.takeReadyLine()
    _ = board.takeRecord(from: .button)
    _ = board.takeReadyLine()
    try board.drive(lamp, try board.value(of: .button))
    board.enterSafeState()
    board.close(.button)
    let edge = EdgeRecord(time: .milliseconds(1), edge: .rising, value: .active, sequence: 1)
    #expect(
      board.takeAccesses() == [
        MockAccess(time: .start, call: .open(.button, source)),
        MockAccess(
          time: .start,
          call: .openOutput(.gpio(27), initial: .inactive, safe: .inactive, lamp)),
        MockAccess(
          time: .start, call: .wait(until: nil, reached: .milliseconds(1), mayContinue: true)),
        MockAccess(time: .milliseconds(1), call: .takeReadyLine(.button)),
        MockAccess(time: .milliseconds(1), call: .takeRecord(.button, .edge(edge))),
        MockAccess(time: .milliseconds(1), call: .value(.button, .active)),
        MockAccess(time: .milliseconds(1), call: .drive(lamp, .active)),
        MockAccess(time: .milliseconds(1), call: .enterSafeState),
        MockAccess(time: .milliseconds(1), call: .close(.button)),
      ])
    #expect(board.takeAccesses().isEmpty)
  }

  @Test func `what arrives and what is sent is recorded with its bytes`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    try board.peer(on: "uart0").send("A")
    _ = board.wait(until: nil)
    _ = board.takeAccesses()
    _ = board.takeSerial()
    _ = try board.transmit("B")
    #expect(
      board.takeAccesses().map(\.call) == [
        .takeRecord(.console, .serial(.bytes, bytes: [0x41], count: 1, generation: 1)),
        .takeRecord(.console, .nothing),
        .transmit(.console, bytes: [0x42], accepted: 1),
      ])
  }

  @Test func `a call that throws is recorded with its error`() throws {
    let board = TestBoard.make()
    try board.open(17)
    _ = board.takeAccesses()
    board.failNext(.value, with: .gone("chip"))
    #expect(throws: BoardError.gone("chip")) { try board.value(of: .button) }
    #expect(
      board.takeAccesses() == [
        MockAccess(time: .start, call: .value(.button, nil), error: .gone("chip"))
      ])
  }

  @Test func `what nobody takes is counted`() throws {
    let board = TestBoard.make { $0.accessCapacity = 2 }
    for _ in 0..<5 { board.enterSafeState() }
    #expect(board.droppedAccesses == 3)
    #expect(board.takeAccesses().count == 2)
  }

  @Test func `the record can be switched off`() {
    let board = TestBoard.make { $0.accessCapacity = 0 }
    board.enterSafeState()
    #expect(board.takeAccesses().isEmpty)
    #expect(board.droppedAccesses == 1)
  }
}
