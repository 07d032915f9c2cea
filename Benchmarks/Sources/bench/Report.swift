/// One line of the report.
struct Row {
  /// What was measured.
  let name: String
  let unit: String
  let spread: Spread
  let wanted: Wanted?

  /// What the median is to be.
  enum Wanted {
    case atMost(Double)
    case atLeast(Double)
  }
}

/// The numbers of one run: tables for people, JSON for machines, drawings for both.
struct Report {
  private var sections: [(title: String, rows: [Row], grids: [Grid], notes: [String])] = []
  private(set) var plots: [(name: String, plot: Plot)] = []
  private let machine = Machine()
  private let options: Options

  init(_ options: Options) {
    self.options = options
  }

  mutating func begin(_ title: String) {
    sections.append((title, [], [], []))
  }

  mutating func add(_ name: String, _ unit: String, _ spread: Spread, wanted: Double? = nil) {
    add(Row(name: name, unit: unit, spread: spread, wanted: wanted.map { .atMost($0) }))
  }

  mutating func add(_ name: String, _ unit: String, _ value: Double, wanted: Double? = nil) {
    add(name, unit, Spread([value]), wanted: wanted)
  }

  mutating func add(_ name: String, _ unit: String, _ spread: Spread, atLeast: Double) {
    add(Row(name: name, unit: unit, spread: spread, wanted: .atLeast(atLeast)))
  }

  private mutating func add(_ row: Row) {
    sections[sections.count - 1].rows.append(row)
  }

  /// Adds a table of single values.
  mutating func add(_ grid: Grid) {
    sections[sections.count - 1].grids.append(grid)
  }

  /// Adds a drawing under the name of its file.
  mutating func add(_ plot: Plot, as name: String) {
    plots.append((name, plot))
    note("![\(plot.title)](\(name).svg)")
  }

  /// Adds a sentence below the table.
  mutating func note(_ text: String) {
    sections[sections.count - 1].notes.append(text)
  }

  /// A page in Markdown, with one table for each part.
  var markdown: String {
    var text = """
      # Report

      Made by `make bench`; `README.md` says what the numbers mean. \(machine.processors) of \
      \(machine.processor); \(machine.system), Linux \(machine.kernel), \(Machine.compiler); load \
      \(machine.load) when it began. \(options.rounds) rounds in which the contenders take \
      turns; a ratio is taken within a round.

      """
    for section in sections {
      text += "\n## \(section.title)\n"
      if !section.rows.isEmpty {
        text += "\n| measured | unit | median | min | max | wanted |\n"
        text += "|---|---|---:|---:|---:|---:|\n"
      }
      for row in section.rows {
        let numbers = [row.spread.median, row.spread.minimum, row.spread.maximum].map(Self.digits)
        text += "| \(row.name) | \(row.unit) | \(numbers.joined(separator: " | ")) "
        text += "| \(Self.text(row.wanted)) |\n"
      }
      for grid in section.grids { text += "\n" + Self.table(of: grid) }
      for note in section.notes { text += "\n\(note)\n" }
    }
    return text
  }

  private static func table(of grid: Grid) -> String {
    let heads = grid.columns.map { "\($0.title), \($0.unit)" }
    var text = "| \(grid.title) | \(heads.joined(separator: " | ")) |\n"
    text += "|---|" + String(repeating: "---:|", count: heads.count) + "\n"
    for line in grid.lines {
      let values = line.values.map { $0.map(digits) ?? "" }
      text += "| \(line.name) | \(values.joined(separator: " | ")) |\n"
    }
    return text
  }

  /// An object with one member for each row, and for each value of a grid.
  var json: String {
    let rows = sections.flatMap { section -> [String] in
      let rows = section.rows + section.grids.flatMap(\.rows)
      return rows.map { row in
        """
            {"part": "\(section.title)", "name": "\(row.name)", "unit": "\(row.unit)", \
        "median": \(row.spread.median), "min": \(row.spread.minimum), \
        "max": \(row.spread.maximum)\(Self.json(row.wanted))}
        """
      }
    }
    return """
      {
        "version": 2,
        "machine": {"processor": "\(machine.processor)", "processors": \(machine.processors), \
      "system": "\(machine.system)", "kernel": "\(machine.kernel)", \
      "compiler": "\(Machine.compiler)", "load": \(machine.load)},
        "rounds": \(options.rounds),
        "count": \(options.count),
        "rows": [
      \(rows.joined(separator: ",\n"))
        ]
      }

      """
  }

  private static func text(_ wanted: Row.Wanted?) -> String {
    switch wanted {
    case .atMost(let value): "≤ " + digits(value)
    case .atLeast(let value): "≥ " + digits(value)
    case nil: ""
    }
  }

  private static func json(_ wanted: Row.Wanted?) -> String {
    switch wanted {
    case .atMost(let value): ", \"atMost\": \(value)"
    case .atLeast(let value): ", \"atLeast\": \(value)"
    case nil: ""
    }
  }

  /// A number with as many decimals as it deserves.
  private static func digits(_ value: Double) -> String {
    let places = value == 0 || value >= 100 ? 0 : value >= 10 ? 1 : 3
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int64((value * scale).rounded())
    guard places > 0 else { return String(scaled) }
    let fraction = String(scaled % Int64(scale))
    return "\(scaled / Int64(scale))."
      + String(repeating: "0", count: places - fraction.count) + fraction
  }
}
