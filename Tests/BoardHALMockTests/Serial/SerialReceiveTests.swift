import BoardHAL
import BoardHALMock
import Testing

@Suite struct SerialReceiveTests {
  @Test func `a byte takes its time and makes the line ready`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    try board.peer(on: "uart0").send("A", at: .milliseconds(1))
    #expect(board.wait(until: nil))
    // Ten bits at 115200 baud.
    #expect(board.now == .milliseconds(1) + .nanoseconds(86_805))
    #expect(board.takeReadyLine() == .console)
    #expect(board.takeSerial() == ["A"])
  }

  @Test func `bytes that have arrived by then come together`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    try board.peer(on: "uart0").send("hello\n")
    board.run(to: .milliseconds(1))
    #expect(board.takeSerial() == ["hello\n"])
  }

  @Test func `a record holds at most 64 bytes`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    try board.peer(on: "uart0").send(String(repeating: "x", count: 70))
    board.run(to: .seconds(1))
    #expect(board.takeSerial().map(\.count) == [64, 6])
  }

  @Test func `the line is named again while bytes are left`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    try board.peer(on: "uart0").send(String(repeating: "x", count: 70))
    board.run(to: .seconds(1))
    #expect(board.takeReadyLine() == nil)
    #expect(board.takeRecord(from: .console) != nil)
    #expect(board.takeReadyLine() == .console)
    #expect(board.takeRecord(from: .console) != nil)
    #expect(board.takeReadyLine() == nil)
  }

  @Test("H16 errors stand in the stream where they happened")
  func errorsInPlace() throws {
    let board = TestBoard.make()
    try board.openConsole()
    let peer = try board.peer(on: "serial0")
    peer.send("ab")
    peer.sendBreak()
    peer.send("c")
    peer.sendFraming(7)
    peer.sendParity(8)
    peer.sendOverrun(3)
    peer.send("d")
    board.run(to: .seconds(1))
    #expect(
      board.takeSerial() == ["ab", "<break>", "c", "<framing 7>", "<parity 8>", "<overrun 3>", "d"])
    #expect(peer.counters.arrived == 7)
    #expect(peer.counters.overrun == 3)
  }

  @Test func `a full buffer loses what comes and says how much where it is missing`() throws {
    let board = TestBoard.make { $0.receiveCapacity = 16 }
    try board.openConsole()
    let peer = try board.peer(on: "uart0")
    peer.send("0123456789abcdefghij")
    board.run(to: .milliseconds(5))
    #expect(board.takeRecord(from: .console) != nil)
    peer.send("k")
    board.run(to: .milliseconds(10))
    #expect(board.takeSerial() == ["<overrun 4>", "k"])
    #expect(peer.counters.overrun == 4)
  }

  @Test func `what comes to a closed port is discarded and counted`() throws {
    let board = TestBoard.make()
    let peer = try board.peer(on: "uart0")
    peer.send("abc")
    board.run(to: .milliseconds(5))
    try board.openConsole()
    #expect(board.takeSerial().isEmpty)
    #expect(peer.counters.discarded == 3)
  }

  @Test func `a port that the board has not is refused by name`() throws {
    let board = TestBoard.make()
    #expect(throws: BoardError.noSuchPort("uart9", known: ["uart0"])) {
      try board.peer(on: "uart9")
    }
    #expect(throws: BoardError.noSuchPort("uart9", known: ["uart0"])) {
      try board.open(.serialReceive(port: "uart9", SerialSettings()), as: .console)
    }
  }

  @Test func `a port is opened once, under whichever name`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    #expect(throws: BoardError.busy("serial0", holder: "line 1 of this firmware")) {
      try board.open(.serialReceive(port: "serial0", SerialSettings()), as: .other)
    }
    board.close(.console)
    try board.open(.serialReceive(port: "serial0", SerialSettings()), as: .other)
  }
}
