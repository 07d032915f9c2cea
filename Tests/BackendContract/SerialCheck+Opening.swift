import BoardHAL

extension SerialCheck {
  /// How a port is opened and closed.
  static let opening = [
    SerialCheck("what came before the port was opened is forgotten") { rig in
      guard rig.wireForgets else { return }
      try rig.open()
      rig.board.close(.receive)
      try rig.send(Array("stale".utf8))
      rig.pass(.milliseconds(20))
      try rig.open()
      try rig.send(Array("fresh".utf8))
      try expect("bytes", try rig.receive(5), Array("fresh".utf8))
    },
    SerialCheck("a closed port is silent, and can be opened again") { rig in
      try rig.openBoth()
      rig.board.close(.transmit)
      rig.board.close(.receive)
      try rig.send([1])
      try expect("waits", rig.waits(for: .milliseconds(20)), 1)
      try rig.openBoth()
      try expect("taken", try rig.transmit([2]), 1)
      try expect("heard", try rig.hear(1), [2])
    },
    SerialCheck("lines of a port are closed in any order") { rig in
      try rig.openBoth()
      rig.board.close(.receive)
      rig.board.close(.transmit)
      try rig.openBoth()
      try rig.send([1])
      try expect("bytes", try rig.receive(1), [1])
    },
    SerialCheck("a port that is open is refused, and the holder named") { rig in
      try rig.openBoth()
      for source in LineSource.serial(port: rig.port, rig.settings) {
        try expectError("opening \(source.label) twice", "busy, with a holder") {
          (error: BoardError) in
          if case .busy(_, let holder) = error { !holder.isEmpty } else { false }
        } _: { () throws(BoardError) in
          try rig.board.open(source, as: .other)
        }
      }
      try rig.send([1])
      try expect("bytes", try rig.receive(1), [1])
    },
    SerialCheck("room and modem lines are those of an open port") { rig in
      for source in [LineSource.serialTransmit(port: rig.port), .modemLines(port: rig.port)] {
        try expectError("opening \(source.label)", "unsupported") { (error: BoardError) in
          if case .unsupported = error { true } else { false }
        } _: { () throws(BoardError) in
          try rig.board.open(source, as: .other)
        }
      }
    },
    SerialCheck("a port that the board has not is refused, with those it has") { rig in
      try expectError("opening it", "noSuchPort") { (error: BoardError) in
        error == .noSuchPort("uart99", known: [rig.port])
      } _: { () throws(BoardError) in
        try rig.board.open(.serialReceive(port: "uart99", rig.settings), as: .receive)
      }
    },
    SerialCheck("a line that is on no port neither sends nor tells") { rig in
      try rig.board.open(.software("mailbox"), as: .other)
      let isUnsupported = { (error: BoardError) in
        if case .unsupported = error { true } else { false }
      }
      try expectError("sending", "unsupported", isUnsupported) { () throws(BoardError) in
        let bytes: [UInt8] = [1]
        _ = try rig.board.transmit(bytes.span, on: .other)
      }
      try expectError("telling", "unsupported", isUnsupported) { () throws(BoardError) in
        _ = try rig.board.serialCapabilities(of: .other)
      }
    },
  ]
}
