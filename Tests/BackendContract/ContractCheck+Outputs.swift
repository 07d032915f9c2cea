import BoardHAL

extension ContractCheck {
  /// What outputs do.
  static let outputs = [
    ContractCheck("an output starts with its first value, is driven, and ends in its safe state") {
      rig in
      let output = try rig.board.openOutput(
        rig.pin(0), active: .high, initial: .active, safe: .inactive)
      try expect("at first", try rig.isHigh(0), true)
      try rig.board.drive(output, .inactive)
      try expect("driven inactive", try rig.isHigh(0), false)
      try rig.board.drive(output, .active)
      try expect("driven active", try rig.isHigh(0), true)
      rig.board.enterSafeState()
      try expect("safe", try rig.isHigh(0), false)
    },
    ContractCheck("an active-low output is low when it is active") { rig in
      let output = try rig.board.openOutput(
        rig.pin(0), active: .low, initial: .inactive, safe: .inactive)
      try expect("at first", try rig.isHigh(0), true)
      try rig.board.drive(output, .active)
      try expect("driven active", try rig.isHigh(0), false)
      rig.board.enterSafeState()
      try expect("safe", try rig.isHigh(0), true)
    },
    ContractCheck("an output's pin cannot be opened for edges") { rig in
      _ = try rig.board.openOutput(rig.pin(0), active: .high, initial: .inactive, safe: .inactive)
      try expectError("opening it", "busy") { (error: BoardError) in
        if case .busy = error { true } else { false }
      } _: { () throws(BoardError) in
        try rig.board.open(.edges(of: rig.pin(0)), as: .first)
      }
    },
  ]
}
