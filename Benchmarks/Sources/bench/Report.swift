/// One line of the report.
struct Row {
  /// What was measured.
  let name: String
  let unit: String
  let spread: Spread
  /// The greatest median that is wanted, where one is.
  var wanted: Double?
}

/// The numbers of one run: a table for people, JSON for machines.
struct Report {
  private(set) var rows: [Row] = []
  let rounds: Int
  let count: Int

  init(rounds: Int, count: Int) {
    self.rounds = rounds
    self.count = count
  }

  mutating func add(_ name: String, _ unit: String, _ spread: Spread, wanted: Double? = nil) {
    rows.append(Row(name: name, unit: unit, spread: spread, wanted: wanted))
  }

  mutating func add(_ name: String, _ unit: String, _ value: Double, wanted: Double? = nil) {
    add(name, unit, Spread([value]), wanted: wanted)
  }

  /// A table in Markdown.
  var markdown: String {
    var text = "| measured | unit | median | min | max | wanted |\n|---|---|---:|---:|---:|---:|\n"
    for row in rows {
      let numbers = [row.spread.median, row.spread.minimum, row.spread.maximum].map(Self.digits)
      let wanted = row.wanted.map { "≤ " + Self.digits($0) } ?? ""
      text += "| \(row.name) | \(row.unit) | \(numbers.joined(separator: " | ")) | \(wanted) |\n"
    }
    return text
  }

  /// An object with one member for each row.
  var json: String {
    let rows = rows.map { row in
      """
          {"name": "\(row.name)", "unit": "\(row.unit)", "median": \(row.spread.median), \
      "min": \(row.spread.minimum), "max": \(row.spread.maximum)\
      \(row.wanted.map { ", \"wanted\": \($0)" } ?? "")}
      """
    }
    return """
      {
        "version": 1,
        "rounds": \(rounds),
        "count": \(count),
        "rows": [
      \(rows.joined(separator: ",\n"))
        ]
      }

      """
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
