import BoardHAL
import BoardHALMock
import Testing

@Suite struct TransmitSideTests {
  @Test("H18 room to send is a line of its own, which asks only after bytes were refused")
  func room() throws {
    let board = TestBoard.make { $0.transmitCapacity = 4 }
    try board.openConsole(SerialSettings(baud: 10_000))
    try board.open(.serialTransmit(port: "serial0"), as: .transmit)
    #expect(try board.transmit("abc") == 3)
    board.run(to: .milliseconds(10))
    #expect(board.takeSerial(.transmit).isEmpty)
    #expect(try board.transmit("defghi") == 4)
    #expect(board.takeReadyLine() == nil)
    #expect(board.wait(until: nil))
    // Asks when one byte has left, once, and is then silent until bytes are refused again.
    #expect(board.now == .milliseconds(11))
    #expect(board.takeReadyLine() == .transmit)
    #expect(board.takeSerial(.transmit) == ["<room 1>"])
    #expect(!board.wait(until: nil))
    #expect(board.takeReadyLine() == nil)
    #expect(try board.peer(on: "uart0").receivedText == "abcdefg")
  }

  @Test func `asks once fewer bytes wait than a tty calls full`() throws {
    let board = TestBoard.make { $0.transmitCapacity = 1000 }
    try board.openConsole(SerialSettings(baud: 10_000))
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
    #expect(try board.transmit(String(repeating: "x", count: 1200)) == 1000)
    #expect(board.wait(until: nil))
    #expect(board.now == .milliseconds(1000 - 255))
  }

  @Test func `without the line, refused bytes make nothing ready`() throws {
    let board = TestBoard.make { $0.transmitCapacity = 1 }
    try board.openConsole()
    #expect(try board.transmit("ab") == 1)
    #expect(!board.wait(until: nil))
  }

  @Test func `a far end that pauses the board fills the port and loses nothing`() throws {
    let board = TestBoard.make { $0.transmitCapacity = 4 }
    try board.openConsole(SerialSettings(baud: 10_000, flow: .rtscts))
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
    let peer = try board.peer(on: "uart0")
    peer.pause()
    #expect(try board.transmit("abcdef") == 4)
    #expect(!board.wait(until: nil))
    peer.resume(at: .seconds(1))
    #expect(board.wait(until: nil))
    #expect(board.takeSerial(.transmit) == ["<room 1>"])
    #expect(try board.transmit("ef") == 1)
    board.run(to: .seconds(2))
    #expect(peer.receivedText == "abcde")
  }

  @Test func `a hang-up ends the wish for room`() throws {
    let board = TestBoard.make { $0.transmitCapacity = 1 }
    try board.openConsole(SerialSettings(baud: 10_000))
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
    let peer = try board.peer(on: "uart0")
    peer.pause()
    #expect(try board.transmit("ab") == 1)
    peer.hangUp()
    #expect(board.takeSerial(.transmit) == ["<hangup 1>"])
    peer.reconnect()
    peer.resume()
    board.run(to: .seconds(1))
    #expect(board.takeSerial(.transmit).isEmpty)
    #expect(peer.counters.cutOff == 1)
  }

  @Test func `lines of a port are opened after its receiving side, and once`() throws {
    let board = TestBoard.make()
    #expect(
      throws: BoardError.unsupported(
        "sending on uart0", remedy: "open the port's receiving side first")
    ) { try board.open(.serialTransmit(port: "uart0"), as: .transmit) }
    #expect(
      throws: BoardError.unsupported(
        "the modem lines of uart0", remedy: "open the port's receiving side first")
    ) { try board.open(.modemLines(port: "uart0"), as: .modem) }
    try board.openConsole()
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
    #expect(throws: BoardError.busy("sending on serial0", holder: "line 3 of this firmware")) {
      try board.open(.serialTransmit(port: "serial0"), as: .other)
    }
    board.close(.transmit)
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
  }
}
