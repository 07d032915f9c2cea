/// Lines over a logarithmic scale, with their spread, as a drawing.
struct Plot {
  /// A measured point.
  struct Point {
    let x: Double
    let y: Spread
  }

  /// One of the lines; all have the same abscissas.
  struct Series {
    let name: String
    let points: [Point]
  }

  let title: String
  let abscissa: String
  let ordinate: String
  let series: [Series]

  private var points: [Point] { series[0].points }
  /// To be told from each other by those, too, who see no red or no green.
  private static let colours = [
    "#157", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000", "#999", "#825",
    "#a61",
  ]

  private let left = 70.0
  private let top = 40.0
  private let width = 560.0
  private let height = 280.0

  /// One line, which needs no name.
  init(title: String, abscissa: String, ordinate: String, points: [Point]) {
    self.init(
      title: title, abscissa: abscissa, ordinate: ordinate,
      series: [Series(name: "", points: points)])
  }

  init(title: String, abscissa: String, ordinate: String, series: [Series]) {
    let counts = series.map(\.points.count)
    precondition(!counts.isEmpty && counts.min() == counts.max(), "lines have the same abscissas")
    precondition(counts[0] > 1, "a line needs two points")
    precondition(counts.count <= Self.colours.count, "each line has a colour of its own")
    self.title = title
    self.abscissa = abscissa
    self.ordinate = ordinate
    self.series = series
  }

  /// The drawing, in SVG.
  var svg: String {
    let greatest = series.flatMap(\.points).map(\.y.maximum).max() ?? 1
    let tick = Self.tick(for: greatest)
    let ceiling = (greatest / tick).rounded(.up) * tick
    func y(_ value: Double) -> String { Self.text(top + height * (1 - value / ceiling)) }
    func x(_ index: Int) -> String {
      Self.text(left + width * Double(index) / Double(points.count - 1))
    }
    let bottom = Self.text(top + height + 60 + (series.count > 1 ? Double(series.count) * 18 : 0))
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="660" height="\(bottom)" \
      font-family="sans-serif" font-size="12">
      """,
      "<rect width=\"660\" height=\"\(bottom)\" fill=\"white\"/>",
      "<text x=\"\(Self.text(left))\" y=\"22\" font-size=\"15\">\(title)</text>",
    ]
    for value in stride(from: 0, through: ceiling, by: tick) {
      lines.append(
        "<path d=\"M\(Self.text(left)) \(y(value))h\(Self.text(width))\" stroke=\"#ddd\"/>")
      lines.append(
        "<text x=\"\(Self.text(left - 8))\" y=\"\(y(value))\" text-anchor=\"end\" "
          + "dominant-baseline=\"middle\">\(Int(value))</text>")
    }
    for (index, point) in points.enumerated() {
      lines.append(
        "<text x=\"\(x(index))\" y=\"\(Self.text(top + height + 18))\" "
          + "text-anchor=\"middle\">\(Int(point.x))</text>")
    }
    for (number, (series, colour)) in zip(series, Self.colours).enumerated() {
      lines += series.points.enumerated().flatMap { index, point in
        [
          "<path d=\"M\(x(index)) \(y(point.y.minimum))V\(y(point.y.maximum))\" "
            + "stroke=\"\(colour)\" stroke-opacity=\"0.4\"/>",
          "<circle cx=\"\(x(index))\" cy=\"\(y(point.y.median))\" r=\"3\" fill=\"\(colour)\"/>",
        ]
      }
      let path = series.points.enumerated().map { "\(x($0.offset)),\(y($0.element.y.median))" }
      // With gaps that show those below, where lines are the same.
      lines.append(
        "<polyline points=\"\(path.joined(separator: " "))\" fill=\"none\" "
          + "stroke=\"\(colour)\" stroke-width=\"1.5\" stroke-dasharray=\"12 \(4 * number)\"/>")
      if !series.name.isEmpty { lines.append(legend(series.name, number, colour)) }
    }
    lines.append(
      "<text x=\"\(Self.text(left + width / 2))\" y=\"\(Self.text(top + height + 42))\" "
        + "text-anchor=\"middle\">\(abscissa)</text>")
    lines.append(
      "<text transform=\"translate(18 \(Self.text(top + height / 2))) rotate(-90)\" "
        + "text-anchor=\"middle\">\(ordinate)</text>")
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  /// The name of a line, in its colour, below the drawing.
  private func legend(_ name: String, _ number: Int, _ colour: String) -> String {
    "<text x=\"\(Self.text(left))\" y=\"\(Self.text(top + height + 64 + Double(number) * 18))\" "
      + "fill=\"\(colour)\">\(name)</text>"
  }

  /// The distance of grid lines, so that there are four to ten.
  private static func tick(for greatest: Double) -> Double {
    var tick = 1.0
    while greatest / tick > 10 { tick *= greatest / (tick * 10) > 5 ? 10 : 2.5 }
    return tick.rounded(.up)
  }

  private static func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
