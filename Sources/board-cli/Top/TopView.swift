import BoardHAL
import BoardHALLinux

/// Shows pictures of a board until somebody types `q`.
final class TopView {
  /// How often the picture is drawn anew.
  static let period = Nanoseconds.milliseconds(100)

  private let screen: Screen
  private var picture: [String] = []
  private var isPaused = false
  private var typed: [UInt8] = []

  init(_ screen: Screen) {
    self.screen = screen
  }

  /// The size of a picture on this terminal; the last row is for the keys.
  var size: PictureSize {
    let size = TerminalSize.current
    return PictureSize(columns: size.columns, rows: max(1, size.rows - 1))
  }

  /// Shows a new picture, unless the old one is held still.
  func show(_ newPicture: () -> [String]) {
    if isPaused {
      if screen.takeContinued() { draw() }
    } else {
      picture = newPicture()
      draw()
    }
  }

  private func draw() {
    let size = size
    var lines = Array(picture.prefix(size.rows))
    while lines.count < size.rows { lines.append("") }
    let keys =
      isPaused ? "held still: space goes on, q quits" : "q quits, space holds the picture still"
    lines.append(String(keys.prefix(size.columns)))
    screen.show(lines)
  }

  /// Takes the keys that were typed; false when one of them says that it is enough.
  func takeKeys() -> Bool {
    while Descriptor.isReadable(Descriptor.input) {
      typed = []
      guard case .done = Descriptor.read(Descriptor.input, into: &typed) else { return false }
      for key in typed {
        switch key {
        case UInt8(ascii: "q"), UInt8(ascii: "Q"), 4: return false
        case UInt8(ascii: " "):
          isPaused.toggle()
          draw()
        default: continue
        }
      }
    }
    return true
  }

  /// Why nothing can be shown any more, or nil.
  var failure: OutputError? { screen.failure }
}
