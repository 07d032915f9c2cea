import FirmwareTestBench

/// Writes a summary as a table of text.
struct SummaryTable {
  /// The lines of the table, and below it what is out of order.
  let lines: [String]

  init(_ summary: Summary) {
    var table = TextTable([
      .init("line"), .init("device"), .init("level", isNumber: true),
      .init("interrupts", isNumber: true), .init("merged", isNumber: true),
      .init("lost", isNumber: true), .init("unclaimed", isNumber: true), .init("worst isr"),
      .init("worst deferred"),
    ])
    for row in summary.rows { table.append(Self.cells(row)) }
    var lines = table.lines
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
}
