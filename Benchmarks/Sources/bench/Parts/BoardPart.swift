/// Who hears edges on the virtual board, as `scripts/board/peers` has counted it.
///
/// In counts and in time of the emulated processor: an emulator has no latencies of its own.
enum BoardPart {
  static func run(_ options: Options, _ report: inout Report) {
    guard let path = options.board else {
      return report.note("not measured: counted by a run of all parts, or `--board`")
    }
    let table = SystemFile(path).lines.map { line in
      line.split(separator: "|").map { String($0.trimmed) }
    }
    var bursts: [Burst] = []
    for cells in table {
      let cells = cells.filter { !$0.isEmpty }
      if let burst = Burst(cells) {
        bursts.append(burst)
      } else if cells.count == 6, let made = Double(cells[1]) {
        addListener(cells, made, &report)
      } else if cells.count == 2 {
        report.note("not measured: \(cells[0]): \(cells[1])")
      }
    }
    for way in Burst.Way.allCases { draw(bursts.filter { $0.way == way }, way, &report) }
  }

  /// The columns are those of the table's head.
  private static func addListener(_ cells: [String], _ made: Double, _ report: inout Report) {
    let numbers = cells.dropFirst(2).map { Double($0) ?? 0 }
    report.add("\(cells[0]): heard of 100 edges, one each 2 ms", "count", 100 * numbers[0] / made)
    report.add("\(cells[0]): heard of 100 edges, without pause", "count", 100 * numbers[1] / made)
    report.add("\(cells[0]): processor time for 1,000 edges, emulated", "ms", numbers[2])
    report.add("\(cells[0]): resident memory", "MB", numbers[3] / 1_000)
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

/// Edges that came at once, or at a pace, and what a program heard of them.
private struct Burst {
  /// How they came.
  enum Way: String, CaseIterable {
    case atOnce = "at once"
    case atPace = "a second"

    var title: String {
      switch self {
      case .atOnce: "Edges heard of those that came while the program was stopped"
      case .atPace: "Edges heard of 4,000, by their pace"
      }
    }

    var abscissa: String {
      switch self {
      case .atOnce: "edges at once"
      case .atPace: "edges for 500 million instructions, a second of the emulated processor"
      }
    }

    var file: String {
      switch self {
      case .atOnce: "waiting"
      case .atPace: "pace"
      }
    }
  }

  let title: String
  let way: Way
  /// How many come at once, or in a second.
  let number: Double
  let made: Double
  let heard: Double
  /// What it said that it had missed.
  let lost: Double

  /// Reads a row of the table; nil for others.
  init?(_ cells: [String]) {
    guard cells.count == 6, let way = Way(rawValue: cells[1]) else { return nil }
    let numbers = cells.dropFirst(2).compactMap { Double($0) }
    guard numbers.count == 4 else { return nil }
    title = cells[0]
    self.way = way
    number = numbers[0]
    made = numbers[1]
    heard = numbers[2]
    lost = numbers[3]
  }

  func point(_ edges: Double) -> Plot.Point {
    Plot.Point(x: number, y: Spread([100 * edges / made]))
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop { $0 == " " }
    return start.prefix(start.count - start.reversed().prefix { $0 == " " }.count)
  }
}
