/// Edges that came at once, or at a pace, and what a program heard of them.
struct Burst {
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
