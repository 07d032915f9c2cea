import BoardHAL
import Glibc
import SerialRigs
import Testing

@testable import BoardHALLinux

/// A port of the kernel, over a pseudo-terminal.
@Suite struct SerialPortTests {
  let far: PseudoTerminal
  let board: LinuxBoard

  init() throws {
    far = try PseudoTerminal()
    board = try PseudoTerminal.board(at: far.path)
  }

  @Test func `every byte goes through as it is, both ways`() throws {
    try board.openPort()
    let all = (0...255).map { UInt8($0) }
    far.send(all)
    #expect(board.receive(256) == all)
    #expect(try board.transmit(all) == 256)
    #expect(far.hear(exactly: 256) == all)
  }

  @Test func `what came before the port was opened is forgotten`() throws {
    far.send("stale")
    try board.openPort()
    far.send("fresh")
    #expect(board.receive(5) == Array("fresh".utf8))
  }

  @Test("H15 a line that is not drained ends two waits and no more")
  func undrained() throws {
    try board.openPort()
    far.send([UInt8](repeating: 7, count: 3000))
    #expect(board.waits(for: .milliseconds(100)) <= 3)
    far.send("more")
    #expect(board.waits(for: .milliseconds(100)) == 1)
    // What was left in the kernel is all still there.
    #expect(board.receive(3004) == [UInt8](repeating: 7, count: 3000) + Array("more".utf8))
    far.send("x")
    #expect(board.receive(1) == [0x78])
  }

  @Test("H18 a full port takes less than it is given, and asks once when it takes more")
  func room() throws {
    try board.openPort()
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
    let (sent, taken) = try fill()
    #expect(taken > 0 && taken < sent.count)
    // One more when the kernel only now moves on what it had taken; spinning would be thousands.
    #expect(board.waits(for: .milliseconds(50)) <= 2)
    #expect(firstDifference(far.hear(exactly: taken), Array(sent.prefix(taken))) == nil)
    #expect(board.next(.transmit)?.kind == .room)
    #expect(board.takeRecord(from: .transmit) == nil)
    // There is room, and nobody wants it: silence.
    #expect(board.waits(for: .milliseconds(50)) == 1)
  }

  @Test("H15 H18 a receiver that is not drained does not keep the sender from hearing of room")
  func roomWhileUndrained() throws {
    try board.openPort()
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
    far.send([UInt8](repeating: 7, count: 3000))
    _ = board.waits(for: .milliseconds(20))
    let (_, taken) = try fill()
    _ = far.hear(exactly: taken)
    #expect(board.next(.transmit)?.kind == .room)
    #expect(board.receive(3000).count == 3000)
  }

  @Test func `a full port without a transmit line is silent`() throws {
    try board.openPort()
    let (_, taken) = try fill()
    _ = far.hear(exactly: taken)
    #expect(board.waits(for: .milliseconds(50)) == 1)
  }

  @Test("H12 a hang-up is told once, and the port is not called again")
  func hangUp() throws {
    try board.openPort()
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
    far.send("last")
    #expect(board.receive(4) == Array("last".utf8))
    far.hangUp()
    let record = board.next()
    #expect(record?.kind == .hangup)
    #expect(record?.generation == 1)
    #expect(throws: BoardError.gone("uart0")) { try board.transmit([1]) }
    #expect(board.takeRecord(from: .receive) == nil)
    #expect(board.waits(for: .milliseconds(100)) == 1)
  }

  @Test("H16 a pseudo-terminal says what it cannot tell")
  func capabilities() throws {
    try board.openPort()
    #expect(
      try board.serialCapabilities(of: .receive)
        == SerialCapabilities(
          marksErrors: false, countsOverruns: false, hasModemLines: false, reconnects: false))
    #expect(
      throws: BoardError.unsupported(
        "the modem lines of uart0", remedy: "its driver has none; leave the line out")
    ) { try board.open(.modemLines(port: "uart0"), as: .modem) }
  }

  @Test func `a port is one board's alone, and the error says whose`() throws {
    try board.openPort()
    let other = try PseudoTerminal.board(at: far.path)
    #expect(throws: BoardError.busy("uart0 (\(far.path))", holder: "this program")) {
      try other.openPort()
    }
    board.close(.receive)
    try other.openPort()
    far.send("x")
    #expect(other.receive(1) == [0x78])
  }

  @Test func `a line that is closed is not named, and the port is free`() throws {
    try board.openPort()
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
    board.close(.receive)
    far.send("x")
    #expect(board.waits(for: .milliseconds(20)) == 1)
    board.close(.transmit)
    try board.openPort()
    try board.open(.serialTransmit(port: "uart0"), as: .transmit)
    #expect(throws: BoardError.busy("uart0", holder: "line 0 of this firmware")) {
      try board.open(.serialReceive(port: "uart0", SerialSettings()), as: .modem)
    }
    #expect(throws: BoardError.busy("sending on uart0", holder: "line 1 of this firmware")) {
      try board.open(.serialTransmit(port: "uart0"), as: .modem)
    }
  }

  @Test func `any rate goes on a port that has none`() throws {
    try board.openPort(SerialSettings(baud: 250_000, flow: .xonxoff))
    far.send("x")
    #expect(board.receive(1) == [0x78])
  }

  @Test func `a setting that the driver takes back is refused by name`() throws {
    #expect(
      throws: BoardError.unsupported(
        "7 data bits, that parity on uart0", remedy: "its driver took the setting back")
    ) { try board.openPort(SerialSettings(dataBits: 7, parity: .even)) }
    // Nothing is left open.
    try board.openPort()
  }

  @Test func `a port that is not there is told with what is needed for it`() throws {
    let board = try PseudoTerminal.board(at: "/dev/no-such-port")
    #expect(
      throws: BoardError.missing(
        "uart0", path: "/dev/no-such-port",
        remedy: "plug it in; board-cli ports lists what there is")
    ) { try board.openPort() }
    let file = try PseudoTerminal.board(at: "/dev/null")
    #expect(
      throws: BoardError.unsupported(
        "uart0 (/dev/null)", remedy: "it is no terminal device; see board-cli ports")
    ) { try file.openPort() }
  }

  /// Sends until the port is full; returns what was tried, and how much of it was taken.
  private func fill() throws -> (sent: [UInt8], taken: Int) {
    let sent = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    var taken = 0
    while taken < sent.count {
      let count = try board.transmit(Array(sent[taken..<min(taken + 4096, sent.count)]))
      taken += count
      if count < 4096 { break }
    }
    return (sent, taken)
  }
}
