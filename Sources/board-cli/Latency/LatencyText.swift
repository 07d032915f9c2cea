import BoardHAL
import Firmware
import FirmwareTestBench

/// Writes a latency report for people.
struct LatencyText {
  /// The lines.
  private(set) var lines: [String] = []

  private let report: LatencyReport

  /// Writes a report; with an interval, what each device took in each.
  init(_ report: LatencyReport, interval: Nanoseconds? = nil) {
    self.report = report
    let header = report.trace.header
    lines.append(
      "\(header.wiring) on \(header.board), \(report.length.text) of "
        + (header.isVirtual ? "virtual time" : "real time"))
    lines.append("")
    addHandOffs()
    addUsage()
    if let interval { addIntervals(interval) }
    for row in report.rows where row.histogram.count > 0 { addBars(row) }
    if report.trace.dropped > 0 {
      lines.append("")
      lines.append(
        "not whole: the recorder had no room for \(report.trace.dropped) happenings")
    }
  }

  private mutating func addHandOffs() {
    var table = TextTable(
      [.init("hand-off"), .init("count", isNumber: true), .init("least", isNumber: true)]
        + Quantile.all.map { .init($0.text, isNumber: true) }
        + [.init("most", isNumber: true), .init("mean", isNumber: true), .init("worst")])
    for row in report.rows {
      let histogram = row.histogram
      guard histogram.count > 0 else {
        table.append([row.kind.text, "0"] + Array(repeating: "–", count: Quantile.all.count + 4))
        continue
      }
      let lengths =
        [histogram.shortest] + Quantile.all.map { histogram.quantile(millionths: $0.millionths) }
        + [histogram.longest, histogram.mean]
      table.append(
        [row.kind.text, "\(histogram.count)"] + lengths.map(\.text)
          + [row.worst.map(owner) ?? "–"])
    }
    lines += table.lines
    for row in report.rows where row.backwards > 0 {
      lines.append("\(row.kind.text): \(row.backwards) ended before they began; not counted")
    }
  }

  private func owner(_ handOff: HandOff) -> String {
    "\(report.trace.names.name(of: handOff.device)) at \(place(handOff.line))"
  }

  private func place(_ line: Int) -> String { "\(report.trace.name):\(line)" }

  private mutating func addUsage() {
    var table = TextTable([
      .init("device"), .init("isr runs", isNumber: true), .init("in all", isNumber: true),
      .init("longest", isNumber: true), .init("deferred runs", isNumber: true),
      .init("in all", isNumber: true), .init("longest", isNumber: true),
      .init("share of time", isNumber: true), .init("longest deferred"),
    ])
    for usage in report.usage {
      let own = usage.services.own + usage.deferredCalls.own
      table.append(
        [report.trace.names.name(of: usage.device)]
          + [usage.services, usage.deferredCalls].flatMap {
            ["\($0.count)", $0.own.text, $0.longest.text]
          } + [
            percentage(own, of: report.length),
            usage.deferredCalls.count > 0 ? "at \(place(usage.deferredCalls.longestLine))" : "–",
          ])
    }
    lines.append("")
    lines += table.lines
  }

  private mutating func addIntervals(_ length: Nanoseconds) {
    var table = TextTable(
      [.init("\(length.text) from", isNumber: true)]
        + report.trace.header.devices.map { .init($0, isNumber: true) })
    for interval in report.intervals(of: length) {
      table.append(
        [interval.start.secondsText]
          + interval.own.map { $0 > .zero ? percentage($0, of: length) : "–" })
    }
    lines.append("")
    lines += table.lines
  }

  /// A share of a length, with three decimals.
  private func percentage(_ part: Nanoseconds, of length: Nanoseconds) -> String {
    guard length > .zero else { return "–" }
    let thousandths = Int64((Double(part.count) * 100_000 / Double(length.count)).rounded())
    return "\(thousandths / 1000).\((thousandths % 1000).threeDigits) %"
  }

  // MARK: Bars

  /// How many signs the longest bar has.
  private static let barWidth = 40

  private mutating func addBars(_ row: LatencyReport.Row) {
    var bars: [(limit: Int64, count: UInt64)] = []
    for (upTo, count) in row.histogram.filled {
      let limit = Self.limit(for: upTo.count)
      if bars.last?.limit == limit {
        bars[bars.count - 1].count += count
      } else {
        bars.append((limit, count))
      }
    }
    let most = bars.reduce(1) { max($0, $1.count) }
    var table = TextTable([
      .init(row.kind.text), .init("count", isNumber: true), .init(""),
    ])
    for bar in bars {
      let width = max(1, Int(bar.count * UInt64(Self.barWidth) / most))
      table.append([
        "up to \(Nanoseconds(bar.limit).text)", "\(bar.count)",
        String(repeating: "█", count: width),
      ])
    }
    lines.append("")
    lines += table.lines
  }

  /// The smallest of 1, 2, 5, 10, 20, 50 … that is no less.
  private static func limit(for length: Int64) -> Int64 {
    var decade: Int64 = 1
    while true {
      for step in [1, 2, 5] where length <= decade * Int64(step) { return decade * Int64(step) }
      let (next, overflow) = decade.multipliedReportingOverflow(by: 10)
      guard !overflow, next <= .max / 5 else { return .max }
      decade = next
    }
  }
}
