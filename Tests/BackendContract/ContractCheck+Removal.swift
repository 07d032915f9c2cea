import BoardHAL

extension ContractCheck {
  /// What happens when the chip goes away.
  static let removal = [
    ContractCheck("H12 a chip that goes away is told once, and nothing spins or is touched again") {
      rig in
      try rig.open(0, as: .first)
      let output = try rig.board.openOutput(
        rig.pin(1), active: .high, initial: .active, safe: .inactive)
      try rig.unplug()
      try expect("may go on", rig.board.wait(until: rig.board.now + type(of: rig).patience), true)
      try expect("named", rig.board.takeReadyLine(), .first)
      try expect("records", rig.board.takeRecord(from: .first) == nil, true)
      try expect("named again", rig.board.takeReadyLine(), nil)
      try expectGone("value", rig.pin(0)) { () throws(BoardError) in
        _ = try rig.board.value(of: .first)
      }
      try expectGone("drive", rig.pin(1)) { () throws(BoardError) in
        try rig.board.drive(output, .inactive)
      }
      rig.board.enterSafeState()
      let deadline = rig.board.now + .milliseconds(20)
      var waits = 0
      while rig.board.now < deadline {
        _ = rig.board.wait(until: deadline)
        waits += 1
        try expect("named later", rig.board.takeReadyLine(), nil)
      }
      try expect("few waits (\(waits))", waits <= 4, true)
      rig.board.close(.first)
    }
  ]

  static func expectGone(
    _ what: String, _ pin: Pin, _ body: () throws(BoardError) -> Void
  ) throws {
    try expectError(what, "gone") { (error: BoardError) in
      error == .gone(pin.description)
    } _: { () throws(BoardError) in
      try body()
    }
  }
}
