import BoardHAL

extension ContractCheck {
  /// How lines are opened, named and closed.
  static let lines = [
    ContractCheck("a ready line is named, and ends a wait") { rig in
      try rig.open(0, as: .first)
      try expect("named before", rig.board.takeReadyLine(), nil)
      try rig.drive(0, high: true)
      try expect("may go on", rig.board.wait(until: rig.board.now + type(of: rig).patience), true)
      try expect("named", rig.board.takeReadyLine(), .first)
      _ = try rig.nextEdge(.first)
      try expect("named when drained", rig.board.takeReadyLine(), nil)
    },
    ContractCheck("a line is named again when records were left behind") { rig in
      try rig.open(0, as: .first)
      try rig.drive(0, high: true)
      try rig.drive(0, high: false)
      try expect("first taken", try rig.nextEdge(.first).sequence, 1)
      _ = rig.board.wait(until: rig.board.now + type(of: rig).patience)
      try expect("named again", rig.board.takeReadyLine(), .first)
      try expect("second taken", try rig.nextEdge(.first).sequence, 2)
      try expect("named when drained", rig.board.takeReadyLine(), nil)
    },
    ContractCheck("a line that nobody drains does not end the wait for ever") { rig in
      try rig.open(0, as: .first)
      try rig.drive(0, high: true)
      _ = try rig.nextEdge(.first)
      for count in 1...4 { try rig.drive(0, high: count.isMultiple(of: 2)) }
      _ = rig.board.wait(until: rig.board.now + type(of: rig).patience)
      while rig.board.takeReadyLine() != nil {}
      let deadline = rig.board.now + .milliseconds(50)
      var waits = 0
      while rig.board.now < deadline {
        _ = rig.board.wait(until: deadline)
        waits += 1
        while rig.board.takeReadyLine() != nil {}
      }
      // The lines' own news may still come in pieces; spinning would be thousands.
      try expect("few waits (\(waits))", waits <= 8, true)
      for count in 2...5 as ClosedRange<UInt32> {
        try expect("kept", try rig.nextEdge(.first).sequence, count)
      }
    },
    ContractCheck("a wait without news lasts until its deadline") { rig in
      try rig.open(0, as: .first)
      let deadline = rig.board.now + .milliseconds(3)
      while rig.board.now < deadline {
        try expect("may go on", rig.board.wait(until: deadline), true)
        try expect("named", rig.board.takeReadyLine(), nil)
      }
    },
    ContractCheck("a closed line is silent, and its pin is free and numbered anew") { rig in
      try rig.open(0, as: .first)
      try rig.open(2, as: .witness)
      try rig.drive(0, high: true)
      _ = try rig.nextEdge(.first)
      try rig.drive(0, high: false)
      rig.board.close(.first)
      try rig.open(0, as: .second)
      let edges = try rig.edges(of: .second, until: .witness, on: 2)
      try expect("of the new line", edges, [])
      try rig.drive(0, high: true)
      try expect("number", try rig.nextEdge(.second).sequence, 1)
    },
    ContractCheck("a pin that is open is refused, and the holder named") { rig in
      try rig.open(0, as: .first)
      try expectError("opening twice", "busy, with a holder") { (error: BoardError) in
        if case .busy(let thing, let holder) = error {
          thing == rig.pin(0).description && !holder.isEmpty
        } else {
          false
        }
      } _: { () throws(BoardError) in
        try rig.board.open(.edges(of: rig.pin(0)), as: .second)
      }
    },
    ContractCheck("a pin that is on another board is refused") { rig in
      let stray = Pin(chip: "elsewhere", number: 99, offset: 99, header: "J8", position: 99)
      try expectError("opening it", "noSuchPin") { (error: BoardError) in
        error == .noSuchPin(stray)
      } _: { () throws(BoardError) in
        try rig.board.open(.edges(of: stray), as: .first)
      }
      try rig.open(0, as: .first)
    },
    ContractCheck("a line of software's own is on no pin, and never named") { rig in
      try rig.board.open(.software("mailbox"), as: .first)
      try rig.open(2, as: .witness)
      let edges = try rig.edges(of: .first, until: .witness, on: 2)
      try expect("edges", edges, [])
      try expectError("its value", "unsupported") { (error: BoardError) in
        if case .unsupported = error { true } else { false }
      } _: { () throws(BoardError) in
        _ = try rig.board.value(of: .first)
      }
    },
  ]
}
