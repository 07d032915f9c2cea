import FirmwareTestBench

/// Writes a summary as a table of text.
struct SummaryTable {
  /// One column: its title, its cells, and on which side they stand.
  private struct Column {
    let title: String
    let isNumber: Bool
    var cells: [String] = []

    init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }

    var width: Int { cells.reduce(title.count) { max($0, $1.count) } }

    func padded(_ text: String) -> String {
      let gap = String(repeating: " ", count: width - text.count)
      return isNumber ? gap + text : text + gap
    }
  }

  /// The lines of the table, and below it what is out of order.
  let lines: [String]

  init(_ summary: Summary) {
    var columns = [
      Column("line"), Column("device"), Column("level", isNumber: true),
      Column("interrupts", isNumber: true), Column("merged", isNumber: true),
      Column("lost", isNumber: true), Column("unclaimed", isNumber: true), Column("worst isr"),
      Column("worst deferred"),
    ]
    for row in summary.rows {
      for (index, cell) in Self.cells(row).enumerated() { columns[index].cells.append(cell) }
    }
    var lines = [Self.joined(columns.map { $0.padded($0.title) })]
    for row in summary.rows.indices {
      lines.append(Self.joined(columns.map { $0.padded($0.cells[row]) }))
    }
    for row in summary.rows {
      guard let line = row.line, line.ignored > 0 else { continue }
      lines.append("ignored on \(row.label) while it was disabled: \(line.ignored)")
    }
    lines += summary.dropped.map { "dropped \($0.what), because their queue was full: \($0.count)" }
    lines += summary.wiringFaults.map { "wiring: \($0)" }
    self.lines = lines
  }

  private static func cells(_ row: Summary.Row) -> [String] {
    let counts = row.line.map { line in
      ["\(line.level)"] + [line.interrupts, line.merged, line.lost, line.unclaimed].map { "\($0)" }
    }
    return [row.label, row.devices.joined(separator: ", ")]
      + (counts ?? ["–", "–", "–", "–", "–"]) + [cell(row.worstService), cell(row.worstDeferred)]
  }

  private static func cell(_ worst: Summary.Worst?) -> String {
    worst.map { "\($0.length.text) \($0.owner)" } ?? "–"
  }

  private static func joined(_ cells: [String]) -> String {
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}
