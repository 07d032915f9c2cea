/// One line of a picture: pieces of text, each in its paint, that are cut where the screen ends.
struct PictureLine {
  private var pieces: [(text: String, paint: Paint?)] = []

  /// How many characters it has.
  private(set) var width = 0

  init(_ text: String = "", _ paint: Paint? = nil) {
    append(text, paint)
  }

  /// Appends a piece.
  mutating func append(_ text: String, _ paint: Paint? = nil) {
    guard !text.isEmpty else { return }
    pieces.append((text, paint))
    width += text.count
  }

  /// Appends another line.
  mutating func append(_ line: PictureLine) {
    pieces += line.pieces
    width += line.width
  }

  /// Appends blanks up to a column.
  mutating func pad(to column: Int) {
    append(String(repeating: " ", count: max(0, column - width)))
  }

  /// The text, of at most so many characters.
  func text(columns: Int, hasColour: Bool) -> String {
    var text = ""
    var room = columns
    for piece in pieces where room > 0 {
      let shown = String(piece.text.prefix(room))
      room -= shown.count
      text += hasColour ? piece.paint?.on(shown) ?? shown : shown
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
