import BoardHAL

extension ContractCheck {
  /// What is told of edges that nobody took in time.
  static let losses = [
    ContractCheck("what a full buffer gives up is counted, and the last level is right") { rig in
      try rig.open(0, as: .first)
      let count = rig.edgeCapacity * 2 + 7
      for number in 1...count {
        try rig.drive(0, high: !number.isMultiple(of: 2))
      }
      let records = try rig.takeUntilLevel(.first, .active)
      guard rig.board.capabilities.hasSequenceNumbers else {
        // Nobody can count what API 1 drops; that it did shows in the level alone.
        let signs = records.reduce(into: EdgeLoss()) { $0.formUnion($1.loss) }
        try expect("few came", records.count < count, true)
        try expect("and it shows", signs.isEmpty, false)
        return
      }
      let lost = records.reduce(0) { $0 + Int($1.lost) }
      try expect("delivered and lost", records.count + lost, count)
      try expect("some were lost", lost > 0, true)
      try expect(
        "signs", records.filter { $0.lost > 0 }.allSatisfy { $0.loss.contains(.overflow) }, true)
    }
  ]
}

extension ContractRig {
  /// Takes records until all is read and the last of them says `value`.
  fileprivate func takeUntilLevel(_ line: LineID, _ value: LineValue) throws -> [EdgeRecord] {
    var records = [try nextEdge(line)]
    while true {
      while case .edge(let edge) = board.takeRecord(from: line) { records.append(edge) }
      if records.last?.value == value { return records }
      records.append(try nextEdge(line))
    }
  }
}
