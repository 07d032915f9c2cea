/// Single values of several things, a line for each thing and a column for each value: shorter
/// than a row for each value.
struct Grid {
  /// What stands in a column, and its unit.
  struct Column {
    let title: String
    let unit: String
  }

  let title: String
  let columns: [Column]
  /// The values are those of the columns; nil where there is none.
  private(set) var lines: [(name: String, values: [Double?])] = []

  init(_ title: String, _ columns: [Column]) {
    self.title = title
    self.columns = columns
  }

  /// Adds a line.
  mutating func add(_ name: String, _ values: [Double?]) {
    precondition(values.count == columns.count, "a value for each column")
    lines.append((name, values))
  }

  /// The same as rows, the value's column first.
  var rows: [Row] {
    lines.flatMap { line in
      zip(columns, line.values).compactMap { column, value in
        value.map {
          Row(
            name: "\(title): \(column.title): \(line.name)", unit: column.unit,
            spread: Spread([$0]), wanted: nil)
        }
      }
    }
  }
}
