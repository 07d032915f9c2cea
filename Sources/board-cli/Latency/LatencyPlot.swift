#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

import BoardHAL
import Firmware
import FirmwareTestBench

/// A latency report as a picture: how long the quickest so many percent took, at most.
///
/// Percentiles stand where they are rare: each step to the right leaves a tenth of the cases of the
/// step before. Both axes are logarithmic, so that a tail shows.
struct LatencyPlot {
  /// The picture, as SVG.
  private(set) var text = ""

  private let lowest: Double
  private let highest: Double

  private static let width = 800.0
  private static let height = 480.0
  private static let margin = (left: 90.0, right: 30.0, top: 50.0, bottom: 60.0)
  /// Tenths of tenths: to 99.999 %.
  private static let decades = 5
  private static let colours = ["#1b6ca8", "#c0392b", "#6c3483", "#1e8449"]

  init(_ report: LatencyReport) {
    let rows = report.rows.filter { $0.histogram.count > 0 }
    let least = rows.map { max(1, $0.histogram.shortest.count) }.min() ?? 1
    let most = rows.map { max(10, $0.histogram.longest.count) }.max() ?? 10
    lowest = log10(Double(least)).rounded(.down)
    highest = max(lowest + 1, log10(Double(most)).rounded(.up))
    add(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Int(Self.width)) "
        + "\(Int(Self.height))\" font-family=\"sans-serif\" font-size=\"12\">")
    add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>")
    label(
      Self.width / 2, 24, "\(report.trace.header.wiring): how long work waits", anchor: "middle")
    drawAxes()
    for (index, row) in rows.enumerated() { draw(row, index) }
    add("</svg>")
  }

  private mutating func add(_ line: String) { text += line + "\n" }

  private mutating func label(
    _ x: Double, _ y: Double, _ words: String, anchor: String, colour: String = "#333333"
  ) {
    var escaped = ""
    for character in words {
      switch character {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      default: escaped.append(character)
      }
    }
    add(
      "<text x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" text-anchor=\"\(anchor)\" "
        + "fill=\"\(colour)\">\(escaped)</text>")
  }

  /// A coordinate to a tenth, so that the same report gives the same picture.
  private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  /// Where a share of the cases stands, told by the share that took longer.
  private func x(ofRest rest: Double) -> Double {
    let place = min(Double(Self.decades), -log10(max(rest, 1e-9))) / Double(Self.decades)
    return Self.margin.left + place * (Self.width - Self.margin.left - Self.margin.right)
  }

  private func y(of length: Int64) -> Double {
    let place = (log10(Double(max(1, length))) - lowest) / (highest - lowest)
    let height = Self.height - Self.margin.top - Self.margin.bottom
    return Self.height - Self.margin.bottom - place * height
  }

  private mutating func drawAxes() {
    let bottom = Self.height - Self.margin.bottom
    var length: Int64 = 1
    var decade = 0.0
    while decade <= highest {
      if decade >= lowest {
        let y = y(of: length)
        line(Self.margin.left, y, Self.width - Self.margin.right, y)
        label(Self.margin.left - 8, y + 4, Nanoseconds(length).text, anchor: "end")
      }
      length = length.multipliedReportingOverflow(by: 10).partialValue
      decade += 1
    }
    let shares = ["0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"]
    for (index, share) in shares.enumerated() {
      let x = x(ofRest: pow(10, -Double(index)))
      line(x, Self.margin.top, x, bottom)
      label(x, bottom + 18, share, anchor: "middle")
    }
    label(Self.width / 2, Self.height - 14, "of the cases took no longer", anchor: "middle")
  }

  private mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    add(
      "<line x1=\"\(Self.short(x1))\" y1=\"\(Self.short(y1))\" x2=\"\(Self.short(x2))\" "
        + "y2=\"\(Self.short(y2))\" stroke=\"#dddddd\"/>")
  }

  private mutating func draw(_ row: LatencyReport.Row, _ index: Int) {
    let colour = Self.colours[index % Self.colours.count]
    let total = Double(row.histogram.count)
    var points: [String] = []
    var seen = 0.0
    for bucket in row.histogram.filled {
      // A step: from the share before it to the share with it, all took no longer than this.
      for share in [seen, seen + Double(bucket.count)] {
        points.append(
          "\(Self.short(x(ofRest: 1 - share / total))),\(Self.short(y(of: bucket.upTo.count)))")
      }
      seen += Double(bucket.count)
    }
    add(
      "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\" "
        + "points=\"\(points.joined(separator: " "))\"/>")
    label(
      Self.margin.left + 10, Self.margin.top + 16 + Double(index) * 16,
      "\(row.kind.text), \(row.histogram.count)", anchor: "start", colour: colour)
  }
}
