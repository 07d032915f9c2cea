/// How cost grows: with open lines, and with interrupts that wait for one another.
enum ScalePart {
  static func run(_ options: Options, _ report: inout Report) throws {
    let counts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
    report.add(
      try plot(
        "One interrupt, by the number of lines that take turns", "lines", counts, options
      ) { lines in
        let rig = try DispatchRig(open: lines, busy: lines)
        return Contender("\(lines) lines", check: rig.check) { rig.interrupt($0) }
      }, as: "lines")
    report.add(
      try plot(
        "One of so many interrupts that come at once", "interrupts at once", counts, options
      ) { lines in
        let rig = try DispatchRig(open: lines, busy: lines)
        return Contender("\(lines) at once", perTurn: lines, check: rig.check) {
          rig.burst($0 * lines)
        }
      }, as: "burst")
    report.add(
      try plot(
        "One edge of so many that its deferred call gets in one batch", "edges in a batch",
        counts.filter { $0 <= DispatchRig.latchCapacity }, options
      ) { edges in
        let rig = try DispatchRig(open: 1, busy: 1)
        return Contender("batches of \(edges)", perTurn: edges, check: rig.check) {
          rig.batches($0, of: edges)
        }
      }, as: "batch")
  }

  private static func plot(
    _ title: String, _ abscissa: String, _ counts: [Int], _ options: Options,
    _ make: (Int) throws -> Contender
  ) throws -> Plot {
    let contest = Contest(
      try counts.map(make), rounds: options.rounds, count: options.count / 4)
    let spreads = counts.indices.map { contest.work($0) }
    return Plot(
      title: title, abscissa: abscissa, ordinate: "ns of processor time",
      points: zip(counts, spreads).map { Plot.Point(x: Double($0), y: $1) })
  }
}
