/// What a terminal shows after the bytes it was sent: enough of an xterm for prompts and pictures.
struct TerminalText {
  private(set) var columns: Int
  private(set) var rows: Int
  private var cells: [[Character]]
  private var row = 0
  private var column = 0
  private var pending: [UInt8] = []
  /// The other screen was asked for, as full-screen programs do, and not given back.
  private(set) var isAlternate = false
  /// The cursor is hidden.
  private(set) var isCursorHidden = false

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The lines, without the blanks at their ends.
  var lines: [String] {
    cells.map { line in
      var text = String(line)
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  /// All lines as one text.
  var text: String { lines.joined(separator: "\n") }

  /// The line that the cursor is on.
  var currentLine: String { lines[row] }

  /// Takes another size; what was shown is gone.
  mutating func resize(columns: Int, rows: Int) {
    let (alternate, hidden) = (isAlternate, isCursorHidden)
    self = TerminalText(columns: columns, rows: rows)
    (isAlternate, isCursorHidden) = (alternate, hidden)
  }

  /// Takes what the program sent.
  mutating func take(_ bytes: [UInt8]) {
    pending += bytes
    while let character = nextCharacter() {
      switch character {
      case "\r\n":
        column = 0
        feed()
      case "\r": column = 0
      case "\n": feed()
      case "\u{8}": column = max(0, column - 1)
      case "\u{7}": continue
      default: put(character)
      }
    }
  }

  /// The next character to be shown; escape sequences before it are carried out.
  private mutating func nextCharacter() -> Character? {
    while let first = pending.first {
      if first == 0x1B {
        guard let length = escapeLength else { return nil }
        carryOut(Array(pending[..<length]))
        pending.removeFirst(length)
        continue
      }
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard pending.count >= length else { return nil }
      defer { pending.removeFirst(length) }
      return String(decoding: pending[..<length], as: UTF8.self).first
    }
    return nil
  }

  /// How long the escape sequence at the front is, or nil when not all of it has come.
  private var escapeLength: Int? {
    guard pending.count >= 2 else { return nil }
    switch pending[1] {
    case UInt8(ascii: "["):
      return pending.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }.map { $0 + 1 }
    case UInt8(ascii: "("), UInt8(ascii: ")"): return pending.count >= 3 ? 3 : nil
    default: return 2
    }
  }

  private mutating func carryOut(_ sequence: [UInt8]) {
    guard sequence.count > 2, sequence[1] == UInt8(ascii: "[") else { return }
    let text = String(decoding: sequence.dropFirst(2).dropLast(), as: UTF8.self)
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let count = max(1, numbers.first.flatMap { $0 } ?? 1)
    switch sequence.last {
    case UInt8(ascii: "A"): row = max(0, row - count)
    case UInt8(ascii: "B"): row = min(rows - 1, row + count)
    case UInt8(ascii: "C"): column = min(columns - 1, column + count)
    case UInt8(ascii: "D"): column = max(0, column - count)
    case UInt8(ascii: "G"): column = min(columns, count) - 1
    case UInt8(ascii: "H"):
      row = min(rows, count) - 1
      column = min(columns, max(1, numbers.count > 1 ? numbers[1] ?? 1 : 1)) - 1
    case UInt8(ascii: "K"): wipeLine(text)
    case UInt8(ascii: "J"): wipeBelow()
    case UInt8(ascii: "P"):
      cells[row].removeSubrange(min(column, columns)..<min(columns, column + count))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case UInt8(ascii: "@"):
      cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
      cells[row].removeLast(count)
    case UInt8(ascii: "h") where text == "?1049": isAlternate = true
    case UInt8(ascii: "l") where text == "?1049": isAlternate = false
    case UInt8(ascii: "l") where text == "?25": isCursorHidden = true
    case UInt8(ascii: "h") where text == "?25": isCursorHidden = false
    default: return
    }
  }

  private mutating func wipeLine(_ which: String) {
    let start = which == "2" ? 0 : min(column, columns)
    cells[row].replaceSubrange(start..., with: Array(repeating: " ", count: columns - start))
  }

  private mutating func wipeBelow() {
    wipeLine("")
    for below in cells.indices.dropFirst(row + 1) {
      cells[below] = Array(repeating: " ", count: columns)
    }
  }

  private mutating func put(_ character: Character) {
    if column == columns {
      column = 0
      feed()
    }
    cells[row][column] = character
    column += 1
  }

  private mutating func feed() {
    if row < rows - 1 {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
    }
  }
}
