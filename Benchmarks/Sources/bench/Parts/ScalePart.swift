/// How cost grows: with open lines, with interrupts and deferred calls that wait for one another,
/// and with a second processor.
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
    try depth(counts, options, &report)
    try processors(counts, options, &report)
  }

  private static func depth(
    _ counts: [Int], _ options: Options, _ report: inout Report
  ) throws {
    let behind = try counts.map { depth in
      let rig = try QueueRig(waiting: depth)
      return Contender("behind \(depth)", check: rig.check) { rig.pass($0) }
    }
    let before = try counts.map { depth in
      let rig = try QueueRig(waiting: depth)
      return Contender("before \(depth)", check: rig.check) { rig.overtake($0) }
    }
    report.add(
      plot(
        "One deferred call, from its request to its end", "calls that wait already", counts,
        options,
        [
          ("behind them: it runs after all of them", behind),
          ("of high importance, before them: they go on waiting", before),
        ]), as: "depth")
  }

  private static func processors(
    _ counts: [Int], _ options: Options, _ report: inout Report
  ) throws {
    let kinds = try [1, 2].map { processors in
      let contenders = try counts.map { lines in
        let rig = try DispatchRig(open: lines, busy: lines, processors: processors)
        return Contender("\(lines) lines", check: rig.check) { rig.interrupt($0) }
      }
      return (processors == 1 ? "one" : "two, half of the deferred calls on each", contenders)
    }
    report.add(
      plot(
        "One interrupt, by virtual processors and the number of lines that take turns", "lines",
        counts, options, kinds), as: "processors")
  }

  /// One line, which needs no name.
  private static func plot(
    _ title: String, _ abscissa: String, _ counts: [Int], _ options: Options,
    _ make: (Int) throws -> Contender
  ) throws -> Plot {
    plot(title, abscissa, counts, options, [("", try counts.map(make))])
  }

  /// A line for each kind; all take turns with all, so that the lines can be compared.
  private static func plot(
    _ title: String, _ abscissa: String, _ counts: [Int], _ options: Options,
    _ kinds: [(name: String, contenders: [Contender])]
  ) -> Plot {
    let contest = Contest(
      kinds.flatMap(\.contenders), rounds: options.rounds, count: options.count / 4)
    let series = kinds.enumerated().map { number, kind in
      let points = counts.enumerated().map { index, count in
        Plot.Point(x: Double(count), y: contest.work(number * counts.count + index))
      }
      return Plot.Series(name: kind.name, points: points)
    }
    return Plot(
      title: title, abscissa: abscissa, ordinate: "ns of processor time", series: series)
  }
}
