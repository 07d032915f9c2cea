import BoardHAL
import BoardHALMock
import Testing

@Suite struct SerialPeerTests {
  @Test func `what firmware sends arrives byte by byte, with times`() throws {
    let board = TestBoard.make()
    try board.openConsole(SerialSettings(baud: 10_000))
    #expect(try board.transmit("hi") == 2)
    let peer = try board.peer(on: "uart0")
    #expect(peer.received.isEmpty)
    board.run(to: .seconds(1))
    #expect(peer.receivedText == "hi")
    #expect(
      peer.arrivals == [
        SerialArrival(time: .milliseconds(1), byte: 0x68),
        SerialArrival(time: .milliseconds(2), byte: 0x69),
      ])
    #expect(peer.takeReceived().count == 2)
    #expect(peer.received.isEmpty)
  }

  @Test func `a full transmit buffer takes what fits, and more when bytes have left`() throws {
    let board = TestBoard.make { $0.transmitCapacity = 4 }
    try board.openConsole(SerialSettings(baud: 10_000))
    #expect(try board.transmit("abcdef") == 4)
    #expect(try board.transmit("ef") == 0)
    board.run(to: .milliseconds(1))
    #expect(try board.transmit("ef") == 1)
    board.run(to: .seconds(1))
    #expect(try board.peer(on: "uart0").receivedText == "abcde")
  }

  @Test func `an echoing peer sends every byte back`() throws {
    let board = TestBoard.make()
    try board.openConsole(SerialSettings(baud: 10_000))
    let peer = try board.peer(on: "uart0")
    peer.echo = true
    _ = try board.transmit("ok")
    #expect(board.wait(until: nil))
    // One byte there, one byte back.
    #expect(board.now == .milliseconds(2))
    board.run(to: .milliseconds(10))
    #expect(board.takeSerial() == ["ok"])
  }

  @Test func `a reply follows each request after its delay`() throws {
    let board = TestBoard.make()
    try board.openConsole(SerialSettings(baud: 10_000))
    let peer = try board.peer(on: "uart0")
    peer.reply(to: "ping\n", with: "pong\n", after: .milliseconds(20))
    _ = try board.transmit("xping\nping\n")
    board.run(to: .milliseconds(25))
    #expect(board.takeSerial().isEmpty)
    #expect(board.wait(until: nil))
    // Six bytes there, 20 ms, one byte back.
    #expect(board.now == .milliseconds(27))
    board.run(to: .seconds(1))
    #expect(board.takeSerial() == ["pong\npong\n"])
  }

  @Test func `several replies keep their order`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    let peer = try board.peer(on: "uart0")
    peer.reply(to: "a", with: "1")
    peer.reply(to: "ba", with: "2")
    _ = try board.transmit("ba")
    board.run(to: .seconds(1))
    #expect(board.takeSerial() == ["12"])
  }

  @Test("H12 a pulled cable gives a hang-up, and takes along what nobody had taken")
  func hangUp() throws {
    let board = TestBoard.make()
    try board.openConsole(SerialSettings(baud: 10_000))
    let peer = try board.peer(on: "uart0")
    peer.send("abcdef")
    _ = try board.transmit("xyz")
    peer.hangUp(at: .microseconds(2_500))
    board.run(to: .milliseconds(50))
    // As the kernel does it: two had arrived and were still in the port.
    #expect(board.takeSerial() == ["<hangup 1>"])
    #expect(peer.receivedText == "xy")
    #expect(!peer.isConnected)
    #expect(peer.counters.discarded == 6)
    #expect(peer.counters.cutOff == 1)
    #expect(throws: BoardError.gone("uart0")) { try board.transmit("x") }
    peer.send("lost")
    peer.hangUp()
    #expect(!board.wait(until: nil))
    #expect(peer.counters.discarded == 10)
  }

  @Test func `a hang-up makes the line ready`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    try board.peer(on: "uart0").hangUp(at: .milliseconds(1))
    #expect(board.wait(until: nil))
    #expect(board.takeReadyLine() == .console)
    #expect(board.takeSerial() == ["<hangup 1>"])
    #expect(board.takeReadyLine() == nil)
  }

  @Test func `a new connection is a new generation, and old bytes stay of the old one`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    let peer = try board.peer(on: "uart0")
    peer.send("old", at: .start)
    peer.hangUp(at: .milliseconds(5))
    peer.reconnect(at: .milliseconds(6))
    peer.send("new", at: .milliseconds(7))
    var generations: [UInt32] = []
    var items: [String] = []
    for end in [4, 20] {
      board.run(to: .milliseconds(Int64(end)))
      while case .serial(let record) = board.takeRecord(from: .console) {
        items.append(record.text)
        generations.append(record.generation)
      }
    }
    #expect(items == ["old", "<hangup 1>", "<connected 2>", "new"])
    #expect(generations == [1, 1, 2, 2])
    #expect(try board.transmit("x") == 1)
  }

  @Test func `a port is not opened while its cable is pulled`() throws {
    let board = TestBoard.make()
    let peer = try board.peer(on: "uart0")
    peer.hangUp()
    #expect(throws: BoardError.gone("uart0")) { try board.openConsole() }
    peer.reconnect()
    try board.openConsole()
    peer.send("a")
    #expect(board.wait(until: nil))
    guard case .serial(let record) = board.takeRecord(from: .console) else {
      Issue.record("no bytes")
      return
    }
    #expect(record.generation == 2)
  }

  @Test func `a line that is not on a port cannot send`() throws {
    let board = TestBoard.make()
    try board.open(17, as: .console)
    #expect(
      throws: BoardError.unsupported(
        "sending on line 1", remedy: "only lines on a serial port can send")
    ) { try board.transmit("x") }
  }
}
