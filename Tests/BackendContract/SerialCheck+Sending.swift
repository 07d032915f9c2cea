import BoardHAL

extension SerialCheck {
  /// How bytes are sent, and what becomes of a full port.
  static let sending = [
    SerialCheck("every byte is heard as it was sent") { rig in
      try rig.open()
      let all = (0...255).map { UInt8($0) }
      try expect("taken", try rig.transmit(all), 256)
      try expect("heard", try rig.hear(256), all)
    },
    SerialCheck("H18 a full port takes less, and asks once when it takes more") { rig in
      try rig.openBoth()
      let taken = try rig.fill()
      try expect("heard", try rig.hear(taken.count), taken)
      try expect("kind", try rig.next(.transmit).kind, .room)
      try expect("again", rig.board.takeRecord(from: .transmit) == nil, true)
      try expect("takes more", try rig.transmit([1, 2, 3]), 3)
      try expect("heard", try rig.hear(3), [1, 2, 3])
      try expect("silent", rig.board.takeRecord(from: .transmit) == nil, true)
      try expect("waits", rig.waits(for: .milliseconds(50)), 1)
    },
    SerialCheck("H18 a port that has never refused is silent") { rig in
      try rig.openBoth()
      for _ in 1...3 {
        try expect("taken", try rig.transmit([1, 2]), 2)
        _ = try rig.hear(2)
        try expect("waits", rig.waits(for: .milliseconds(20)), 1)
      }
      try expect("nothing", try rig.transmit([]), 0)
      try expect("room", rig.board.takeRecord(from: .transmit) == nil, true)
    },
    SerialCheck("both ways at once, in pieces of all sizes, every byte in its place") { rig in
      try rig.openBoth()
      var random = Sequence(seed: 0x5EED)
      let there = (0..<20_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let back = (0..<20_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      var (sent, said) = (0, 0)
      var heard: [UInt8] = []
      var received: [UInt8] = []
      let deadline = rig.board.now + .seconds(60)
      while heard.count < there.count || received.count < back.count {
        guard rig.board.now < deadline else {
          throw Deviation(
            what: "both ways", seen: "\(heard.count) there, \(received.count) back",
            promised: "20000 each")
        }
        if sent < there.count {
          let end = min(there.count, sent + Int(random.next() % 300))
          sent += try rig.transmit(Array(there[sent..<end]))
        }
        if said < back.count, said - received.count < 2000 {
          let end = min(back.count, said + Int(random.next() % 300))
          try rig.send(Array(back[said..<end]))
          said = end
        }
        rig.pass(.microseconds(100))
        while rig.board.takeReadyLine() != nil {}
        heard += try rig.hear()
        while case .serial(let record)? = rig.board.takeRecord(from: .receive) {
          try expect("kind after \(received.count) bytes", record.kind, .bytes)
          received += record.bytes
        }
        while case .serial? = rig.board.takeRecord(from: .transmit) {}
      }
      try expect("there", heard == there, true)
      try expect("back", received == back, true)
    },
  ]

  /// Numbers that are the same every time.
  private struct Sequence {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      // Knuth's multiplier and increment; the high bits are the good ones.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
