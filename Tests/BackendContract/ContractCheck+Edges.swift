import BoardHAL

extension ContractCheck {
  /// What an edge is reported as.
  static let edges = [
    ContractCheck("an edge has its direction, value, number, and a time that has passed") { rig in
      try rig.open(0, as: .first)
      let before = rig.board.now
      try rig.drive(0, high: true)
      let edge = try rig.nextEdge(.first)
      try expect("direction", edge.edge, .rising)
      try expect("value", edge.value, .active)
      try expect("number", edge.sequence, 1)
      try expect("loss", edge.loss, [])
      try expect("not before it was made", edge.time >= before, true)
      try expect("not in the future", edge.time <= rig.board.now, true)
    },
    ContractCheck("edges keep their order, and are numbered one after the other") { rig in
      try rig.open(0, as: .first)
      for count in 1...8 { try rig.drive(0, high: !count.isMultiple(of: 2)) }
      var last = BoardInstant.start
      for count in 1...8 as ClosedRange<UInt32> {
        let edge = try rig.nextEdge(.first)
        try expect("number", edge.sequence, count)
        try expect("direction", edge.edge, count.isMultiple(of: 2) ? .falling : .rising)
        try expect("time goes on", edge.time >= last, true)
        last = edge.time
      }
    },
    ContractCheck("on an active-low line high is inactive") { rig in
      try rig.drive(0, high: true)
      try rig.open(0, as: .first, active: .low)
      try expect("value at rest", try rig.board.value(of: .first), .inactive)
      try rig.drive(0, high: false)
      let edge = try rig.nextEdge(.first)
      try expect("direction", edge.edge, .rising)
      try expect("value", try rig.board.value(of: .first), .active)
    },
    ContractCheck("only the selected edges are reported") { rig in
      try rig.open(0, as: .first, .rising)
      try rig.open(1, as: .second, .falling)
      try rig.open(2, as: .witness)
      for number in [0, 1] {
        try rig.drive(number, high: true)
        try rig.drive(number, high: false)
      }
      let rising = try rig.edges(of: .first, until: .witness, on: 2)
      try expect("of the first", rising.map(\.edge), [.rising])
      try expect("of the second", try rig.nextEdge(.second).edge, .falling)
      try expect("after that", rig.board.takeRecord(from: .second) == nil, true)
    },
    ContractCheck("opening a line makes no edge, whatever its level") { rig in
      try rig.drive(0, high: true)
      try rig.open(0, as: .first)
      try rig.open(2, as: .witness)
      try expect("value", try rig.board.value(of: .first), .active)
      let edges = try rig.edges(of: .first, until: .witness, on: 2)
      try expect("edges", edges, [])
    },
  ]
}

extension LineID {
  static let first = LineID(0)
  static let second = LineID(1)
  static let witness = LineID(2)
}
