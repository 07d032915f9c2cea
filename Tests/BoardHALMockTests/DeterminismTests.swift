import BoardHAL
import BoardHALMock
import Testing

@Suite struct DeterminismTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the same seed and script give the same accesses`(seed: UInt64) throws {
    let first = try Self.play(seed: seed)
    #expect(try Self.play(seed: seed) == first)
    #expect(first.count > 50)
  }

  @Test func `another seed gives other accesses`() throws {
    #expect(try Self.play(seed: 1) != Self.play(seed: 2))
  }

  /// A bouncing button, a waveform on a wired pair, a talking peer and firmware that echoes.
  private static func play(seed: UInt64) throws -> [MockAccess] {
    let board = TestBoard.make { $0.edgeCapacity = 4 }
    try board.open(17, as: .button, pull: .up, active: .low)
    try board.wire(.gpio(4), .gpio(5))
    try board.open(5, as: .other)
    try board.openConsole()
    let lamp = try board.openOutput(.gpio(27), active: .high, initial: .inactive, safe: .inactive)
    var generator = SplitMix64(seed: seed)
    for press in 0..<5 {
      let bounce = Bounce(seed: generator.next(), edges: 7, spread: .milliseconds(3))
      let start = BoardInstant.milliseconds(Int64(press) * 100)
      try board.press(.gpio(17), bounce: bounce, at: start)
      try board.release(.gpio(17), bounce: bounce, at: start + .milliseconds(50))
    }
    try board.drive(.gpio(4), "_-_--__-", each: .milliseconds(7))
    let peer = try board.peer(on: "uart0")
    peer.reply(to: "ping\n", with: "pong\n", after: .milliseconds(1))
    peer.send("ping\n", at: .milliseconds(Int64(generator.next(below: 100))))
    peer.hangUp(at: .milliseconds(450))
    while board.wait(until: nil) {
      while let line = board.takeReadyLine() {
        try serve(line, on: board, lamp: lamp)
      }
    }
    board.enterSafeState()
    return board.takeAccesses()
  }

  private static func serve(_ line: LineID, on board: MockBoard, lamp: OutputID) throws {
    switch board.takeRecord(from: line) {
    case .edge(let edge):
      try board.drive(lamp, edge.value)
    case .serial(let record):
      guard record.kind == .bytes else { return }
      let bytes = (0..<Int(record.count)).map { record.byte(at: $0) }
      _ = try board.transmit(bytes.span, on: line)
    case .bare, nil:
      break
    }
  }
}
