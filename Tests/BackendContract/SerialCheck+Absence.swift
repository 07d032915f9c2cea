import BoardHAL

extension SerialCheck {
  /// What happens when the port goes away, and when it comes back.
  static let absence = [
    SerialCheck("H12 a hang-up is told once; then the port is gone, and silent") { rig in
      try rig.openBoth()
      try rig.send([1])
      try expect("bytes", try rig.receive(1), [1])
      guard try rig.hangUp() else { return }
      let record = try rig.next()
      try expect("kind", record.kind, .hangup)
      try expect("generation", record.generation, 1)
      try expect("left", rig.board.takeRecord(from: .receive) == nil, true)
      try expectError("sending", "gone") { (error: BoardError) in
        if case .gone = error { true } else { false }
      } _: { () throws(BoardError) in
        let bytes: [UInt8] = [1]
        _ = try rig.board.transmit(bytes.span, on: .receive)
      }
      // A port that is looked for ends a few; one that spins, thousands.
      let waits = rig.waits(for: .milliseconds(300))
      try expect("few waits (\(waits))", waits <= 8, true)
    },
    SerialCheck("H12 H18 whoever waits for room hears of a hang-up there too") { rig in
      try rig.openBoth()
      _ = try rig.fill()
      guard try rig.hangUp() else { return }
      try expect("on the transmit line", try rig.next(.transmit).kind, .hangup)
      try expect("left", rig.board.takeRecord(from: .transmit) == nil, true)
      try expect("on the receiving line", try rig.next().kind, .hangup)
    },
    SerialCheck("H12 what was not taken when the port went is gone with it") { rig in
      try rig.open()
      guard try rig.board.serialCapabilities(of: .receive).reconnects else { return }
      try rig.send(Array("left".utf8))
      rig.pass(.milliseconds(50))
      guard try rig.hangUp(), try rig.reconnect() else { return }
      var kinds: [SerialRecord.Kind] = []
      while kinds.last != .connected { kinds.append(try rig.next().kind) }
      try expect("records", kinds, [.hangup, .connected])
    },
    SerialCheck("H12 a port that comes back is the next generation") { rig in
      try rig.openBoth()
      guard try rig.board.serialCapabilities(of: .receive).reconnects else { return }
      for generation in 1...3 as ClosedRange<UInt32> {
        guard try rig.hangUp() else { return }
        let hangup = try rig.next()
        try expect("kind", hangup.kind, .hangup)
        try expect("generation", hangup.generation, generation)
        guard try rig.reconnect() else { return }
        let connected = try rig.next()
        try expect("kind", connected.kind, .connected)
        try expect("generation", connected.generation, generation + 1)
        try rig.send([1, 2])
        try expect("bytes", try rig.receive(2), [1, 2])
        try expect("taken", try rig.transmit([3]), 1)
        try expect("heard", try rig.hear(1), [3])
      }
    },
  ]
}
