import BoardHAL

extension ContractCheck {
  /// Lines that are opened together.
  static let groups = [
    ContractCheck("H10 the edges of lines opened together are put in order by their stamps") {
      rig in
      try rig.board.open([.edges(of: rig.pin(0)), .edges(of: rig.pin(1))], as: [.first, .second])
      try rig.open(2, as: .witness)
      var edges: [EdgeRecord] = []
      for (number, isHigh) in [(0, true), (1, true), (1, false), (0, false)] {
        try rig.drive(number, high: isHigh)
        edges.append(try rig.nextEdge(number == 0 ? .first : .second))
        try expect("an edge besides", rig.edgeWithin(.milliseconds(1), on: .witness), nil)
      }
      try expect(
        "stamps go on", zip(edges, edges.dropFirst()).allSatisfy { $0.time < $1.time }, true)
      try expect("numbers", edges.map(\.sequence), [1, 1, 2, 2])
      try expect("merged", edges.map(\.merged), [0, 0, 0, 0])
    },
    ContractCheck("of lines opened together none is open when one is refused") { rig in
      try rig.open(1, as: .second)
      try expectError("opening both", "busy, about the one that is held") { (error: BoardError) in
        if case .busy(let thing, _) = error { thing == rig.pin(1).description } else { false }
      } _: { () throws(BoardError) in
        try rig.board.open(
          [.edges(of: rig.pin(0)), .edges(of: rig.pin(1))], as: [.first, .witness])
      }
      try rig.open(0, as: .first)
    },
  ]

  /// Bounce that is taken out below.
  static let debounce = [
    ContractCheck("debounced, a spike is nothing, and a level that stays is one edge, told late") {
      rig in
      // Long, because a spike made by a hand on an emulated machine is not short.
      let period = Nanoseconds.seconds(1)
      try rig.board.open(.edges(of: rig.pin(0), debounce: period), as: .first)
      for isHigh in [true, false, true, false] { try rig.drive(0, high: isHigh) }
      try expect("edges of spikes", rig.edgeWithin(.milliseconds(1_500), on: .first), nil)
      let start = rig.board.now
      for isHigh in [true, false, true] { try rig.drive(0, high: isHigh) }
      let edge = try rig.nextEdge(.first)
      try expect("direction", edge.edge, .rising)
      try expect("number", edge.sequence, 1)
      try expect("loss", edge.loss, [])
      try expect("stamped when the time was over", edge.time - start >= period, true)
      try expect("edges afterwards", rig.edgeWithin(.milliseconds(1_500), on: .first), nil)
    }
  ]
}

extension ContractRig {
  /// An edge of a line if one comes in this time.
  fileprivate func edgeWithin(_ time: Nanoseconds, on line: LineID) -> EdgeRecord? {
    let deadline = board.now + time
    while true {
      while board.takeReadyLine() != nil {}
      if case .edge(let edge) = board.takeRecord(from: line) { return edge }
      if board.now >= deadline { return nil }
      _ = board.wait(until: deadline)
    }
  }
}
