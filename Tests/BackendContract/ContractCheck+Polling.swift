import BoardHAL

extension ContractCheck {
  /// Lines that report nothing and are looked at (row L01).
  static let polling = [
    ContractCheck("L01 a polled line is looked at, and reports nothing") { rig in
      let settings = LineSource.EdgeLine(pin: rig.pin(0), active: .low)
      try rig.board.openPolled(settings, as: .first)
      try expect("before", try rig.board.value(of: .first), .active)
      for isHigh in [true, false, true] {
        try rig.drive(0, high: isHigh)
        try expect("high \(isHigh)", try rig.board.value(of: .first), isHigh ? .inactive : .active)
      }
      let deadline = rig.board.now + .milliseconds(3)
      while rig.board.now < deadline {
        try expect("may go on", rig.board.wait(until: deadline), true)
        try expect("named", rig.board.takeReadyLine(), nil)
      }
      try expect("records", rig.board.takeRecord(from: .first) == nil, true)
    },
    ContractCheck("L01 a polled line holds its pin until it is closed") { rig in
      try rig.board.openPolled(LineSource.EdgeLine(pin: rig.pin(0)), as: .first)
      try expectError("opening it", "busy") { (error: BoardError) in
        if case .busy = error { true } else { false }
      } _: { () throws(BoardError) in
        try rig.board.open(.edges(of: rig.pin(0)), as: .second)
      }
      rig.board.close(.first)
      try rig.open(0, as: .second)
      try rig.drive(0, high: true)
      try expect("edge", try rig.nextEdge(.second).edge, .rising)
    },
    ContractCheck("H12 L01 a polled line whose chip goes says so when it is looked at") { rig in
      try rig.board.openPolled(LineSource.EdgeLine(pin: rig.pin(0)), as: .first)
      try rig.unplug()
      try expectGone("value", rig.pin(0)) { () throws(BoardError) in
        _ = try rig.board.value(of: .first)
      }
      rig.board.close(.first)
    },
  ]
}
