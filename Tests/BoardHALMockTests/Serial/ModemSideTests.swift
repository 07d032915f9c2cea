import BoardHAL
import BoardHALMock
import Testing

@Suite struct ModemSideTests {
  @Test("H17 modem lines come on a line of their own, with how often they changed meanwhile")
  func changes() throws {
    let board = TestBoard.make()
    try board.openConsole()
    try board.open(.modemLines(port: "uart0"), as: .modem)
    let peer = try board.peer(on: "uart0")
    peer.setModemLines([.clearToSend, .dataSetReady], at: .milliseconds(1))
    #expect(board.wait(until: nil))
    #expect(board.takeReadyLine() == .modem)
    #expect(board.takeSerial(.modem) == ["<modem 3 after 2>"])
    peer.setModemLines([.dataSetReady], at: .milliseconds(2))
    peer.setModemLines([.clearToSend, .dataSetReady], at: .milliseconds(3))
    peer.setModemLines([.dataSetReady], at: .milliseconds(4))
    peer.setModemLines([.dataSetReady], at: .milliseconds(5))
    board.run(to: .milliseconds(6))
    #expect(board.takeSerial(.modem) == ["<modem 2 after 3>"])
    #expect(board.takeSerial().isEmpty)
  }

  @Test func `changes that nobody listens for are not kept`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    try board.peer(on: "uart0").setModemLines(.carrierDetect)
    try board.open(.modemLines(port: "uart0"), as: .modem)
    #expect(!board.wait(until: nil))
    try board.peer(on: "uart0").setModemLines([])
    #expect(board.takeSerial(.modem) == ["<modem 0 after 1>"])
  }

  @Test func `the far end hears DTR and RTS while the port is open, unless told otherwise`() throws
  {
    let board = TestBoard.make()
    let peer = try board.peer(on: "uart0")
    #expect(!peer.hearsDataTerminalReady)
    try board.openConsole()
    #expect(peer.hearsDataTerminalReady && peer.hearsRequestToSend)
    board.close(.console)
    #expect(!peer.hearsRequestToSend)
    try board.openConsole(SerialSettings(dataTerminalReady: .off, requestToSend: .on))
    #expect(!peer.hearsDataTerminalReady && peer.hearsRequestToSend)
  }

  @Test("H16 a mock port tells everything that a pseudo-terminal cannot")
  func capabilities() throws {
    let board = TestBoard.make()
    try board.openConsole()
    #expect(
      try board.serialCapabilities(of: .console)
        == SerialCapabilities(
          marksErrors: true, countsOverruns: true, hasModemLines: true, reconnects: true))
    try board.open(17, as: .button)
    #expect(throws: BoardError.self) { try board.serialCapabilities(of: .button) }
  }
}
