import CBench

/// What an interrupt costs, from its record to the end of its deferred call; no kernel.
enum DispatchPart {
  static func run(_ options: Options, _ report: inout Report) throws {
    try againstPeers(options, &report)
    try compare([.oneOf1024, .in64, .in1024, .burst1024], wanted: 1.2, options, &report)
    try compare(
      [.twoProcessors, .traced, .nested, .chain, .timer, .serialByte], wanted: nil, options, &report
    )
    try steadyState(options, &report)
  }

  /// One line, against what one would use otherwise.
  private static func againstPeers(_ options: Options, _ report: inout Report) throws {
    var contenders = [
      try Workload.oneLine.contender(), Peers.floor(), Peers.mutex(), Peers.dispatchQueue(),
      Peers.asyncStream(),
    ]
    for (peer, name) in [(Peers.libuv(), "libuv"), (Peers.glib(), "GLib")] {
      if let peer {
        contenders.append(peer)
      } else {
        report.note("not measured: \(name): not here")
      }
    }
    let contest = Contest(contenders, rounds: options.rounds, count: options.count)
    for (index, contender) in contenders.enumerated() {
      report.add(contender.name, "ns of processor time", contest.work(index))
      report.add(contender.name, "ns", contest.cost(index))
    }
    for (index, contender) in contenders.enumerated().dropFirst() {
      let wanted = contender.name.hasPrefix("the floor") ? 3 : index == 3 || index == 4 ? 0.15 : nil
      report.add(
        "1 line / \(contender.name)", "ratio", contest.ratio(0, to: index), wanted: wanted)
      report.add(
        "1 line / \(contender.name), real time", "ratio", contest.realRatio(0, to: index))
    }
  }

  private static func compare(
    _ workloads: [Workload], wanted: Double?, _ options: Options, _ report: inout Report
  ) throws {
    let contenders = try ([.oneLine] + workloads).map { try $0.contender() }
    let contest = Contest(contenders, rounds: options.rounds, count: options.count)
    for index in contenders.indices.dropFirst() {
      report.add(contenders[index].name, "ns of processor time", contest.work(index))
      report.add(
        contenders[index].name + " / 1 line", "ratio", contest.ratio(index, to: 0),
        wanted: wanted)
    }
  }

  /// What is taken from the system once everything is set up.
  private static func steadyState(_ options: Options, _ report: inout Report) throws {
    for workload in Workload.allCases {
      let contender = try workload.contender()
      contender.run(1)
      allocations_begin()
      let faults = Stopwatch.majorFaults { contender.run(options.count / contender.perTurn) }
      let taken = allocations_end()
      contender.check()
      report.add("\(contender.name): heap allocations", "count", Double(taken), wanted: 0)
      if workload == .oneLine {
        report.add("\(contender.name): major page faults", "count", Double(faults), wanted: 0)
      }
    }
  }
}
