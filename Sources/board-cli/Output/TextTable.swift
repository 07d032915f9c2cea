/// Rows of text in columns: words stand on the left of theirs, numbers on the right.
struct TextTable {
  /// One column: its title, its cells, and on which side they stand.
  struct Column {
    let title: String
    let isNumber: Bool
    fileprivate var cells: [String] = []

    init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }

    private var width: Int { cells.reduce(title.count) { max($0, $1.count) } }

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

  /// Adds a row of as many cells as there are columns.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has a cell for each column")
    for (index, cell) in cells.enumerated() { columns[index].cells.append(cell) }
    count += 1
  }

  /// The titles, then the rows.
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
