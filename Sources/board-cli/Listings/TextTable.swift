/// Rows under titles, in columns that are as wide as they have to be.
struct TextTable {
  /// One column: its title, its cells, and on which side they stand.
  struct Column {
    let title: String
    let isNumber: Bool
    var cells: [String] = []

    init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }

    fileprivate var width: Int { cells.reduce(title.count) { max($0, $1.count) } }

    fileprivate func padded(_ text: String) -> String {
      let gap = String(repeating: " ", count: width - text.count)
      return isNumber ? gap + text : text + gap
    }
  }

  private var columns: [Column]
  private var count = 0

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Appends a row, of as many cells as there are columns.
  mutating func append(_ cells: [String]) {
    for (index, cell) in cells.enumerated() { columns[index].cells.append(cell) }
    count += 1
  }

  /// The titles, then each row.
  var lines: [String] {
    [Self.joined(columns.map { $0.padded($0.title) })]
      + (0..<count).map { row in Self.joined(columns.map { $0.padded($0.cells[row]) }) }
  }

  private static func joined(_ cells: [String]) -> String {
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}
