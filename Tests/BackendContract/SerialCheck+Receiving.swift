import BoardHAL

extension SerialCheck {
  /// What is received, and how it is told.
  static let receiving = [
    SerialCheck("every byte comes as it was sent") { rig in
      try rig.open()
      let all = (0...255).map { UInt8($0) }
      try rig.send(all)
      try expect("bytes", try rig.receive(256), all)
    },
    SerialCheck("a record has at most 64 bytes, a time that has passed, and generation 1") { rig in
      try rig.open()
      let before = rig.board.now
      try rig.send([UInt8](repeating: 7, count: 100))
      var count = 0
      while count < 100 {
        let record = try rig.next()
        count += Int(record.count)
        try expect("not too long", record.count <= 64, true)
        try expect("not before it was sent", record.time >= before, true)
        try expect("not in the future", record.time <= rig.board.now, true)
        try expect("generation", record.generation, 1)
      }
      try expect("all", count, 100)
    },
    SerialCheck("a ready line is named, ends a wait, and is silent when it is drained") { rig in
      try rig.open()
      try expect("named before", rig.board.takeReadyLine(), nil)
      try rig.send([1])
      try expect("may go on", rig.board.wait(until: rig.board.now + .seconds(10)), true)
      try expect("named", rig.board.takeReadyLine(), .receive)
      try expect("bytes", try rig.receive(1), [1])
      try expect("left", rig.board.takeRecord(from: .receive) == nil, true)
      try expect("named when drained", rig.board.takeReadyLine(), nil)
      try expect("waits", rig.waits(for: .milliseconds(50)), 1)
    },
    SerialCheck("H15 what is not taken stays with the port, and does not end waits for ever") {
      rig in
      try rig.open()
      let sent = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try rig.send(sent)
      // The bytes of a slow line still come in pieces; spinning would be tens of thousands.
      let waits = rig.waits(for: .milliseconds(300))
      try expect("few waits (\(waits))", waits <= 3010, true)
      try expect("then none", rig.waits(for: .milliseconds(50)), 1)
      try expect("bytes", try rig.receive(3000), sent)
    },
    SerialCheck("H16 a break stands where it happened") { rig in
      try rig.open()
      guard try rig.board.serialCapabilities(of: .receive).marksErrors else { return }
      try rig.send(Array("before".utf8))
      guard try rig.sendBreak() else { return }
      try rig.send(Array("behind".utf8))
      try expect("before", try rig.receive(6), Array("before".utf8))
      try expect("break", try rig.next().kind, .breakSignal)
      try expect("behind", try rig.receive(6), Array("behind".utf8))
    },
  ]
}
