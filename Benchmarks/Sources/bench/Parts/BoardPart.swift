/// Who hears edges on the virtual board, as `scripts/board/peers` has counted it.
///
/// In counts and in time of the emulated processor: an emulator has no latencies of its own.
enum BoardPart {
  static func run(_ options: Options, _ report: inout Report) {
    guard let path = options.board else {
      return report.note("not measured: counted by a run of all parts, or `--board`")
    }
    let tables = BoardTables(path)
    var grid = Grid(
      "of 100 edges",
      [
        Grid.Column(title: "heard, one each 2 ms", unit: "count"),
        Grid.Column(title: "heard, without pause", unit: "count"),
      ])
    for (name, values) in tables.heard {
      grid.add(name, values.dropFirst().map { 100 * $0 / values[0] })
    }
    if !grid.lines.isEmpty { report.add(grid) }
    for (name, reason) in tables.missing { report.note("not measured: \(name): \(reason)") }
    report.note(
      "Pretended for gpiozero alone: that `/proc/cpuinfo` has the revision of a Raspberry Pi 4.")
    for way in Burst.Way.allCases { draw(tables.bursts.filter { $0.way == way }, way, &report) }
  }

  private static func draw(_ bursts: [Burst], _ way: Burst.Way, _ report: inout Report) {
    var titles: [String] = []
    for burst in bursts where !titles.contains(burst.title) { titles.append(burst.title) }
    // A pace that not everybody's edges could be made at is left out.
    let numbers = titles.map { title in bursts.filter { $0.title == title }.map(\.number) }
    guard let common = numbers.min(by: { $0.count < $1.count }), common.count > 1 else { return }
    let series = titles.flatMap { title in
      let own = bursts.filter { $0.title == title && common.contains($0.number) }
      var series = [Plot.Series(name: title, points: own.map { $0.point($0.heard) })]
      // Not of firmware, which counts as lost what was heard and found a ring full, too.
      let isExact = own.allSatisfy { $0.heard + $0.lost <= $0.made }
      if isExact, own.contains(where: { $0.lost > 0 }) {
        let told = own.map { $0.point($0.heard + $0.lost) }
        series.append(Plot.Series(name: "\(title): heard, or counted as lost", points: told))
      }
      return series
    }
    report.add(
      Plot(
        title: way.title, abscissa: way.abscissa, ordinate: "heard of 100 edges made",
        series: series), as: way.file)
  }
}
