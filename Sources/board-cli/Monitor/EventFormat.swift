import BoardHAL
import BoardHALLinux

/// A line of text for each event: the letters of gpiomon 2, and some that it leaves free.
struct EventFormat: Equatable {
  /// A part of the line.
  private enum Piece: Equatable {
    case text(String)
    case letter(Letter)
  }

  /// What can stand behind a percent sign.
  enum Letter: Character, CaseIterable {
    case offset = "o"
    case name = "l"
    case chip = "c"
    case edgeNumber = "e"
    case edge = "E"
    case seconds = "S"
    case universal = "U"
    case local = "L"
    case sequence = "q"
    case number = "Q"
    case delta = "d"
    case gap = "g"

    /// What it prints.
    var meaning: String {
      switch self {
      case .offset: "offset of the line on its chip"
      case .name: "name of the line, or unnamed"
      case .chip: "name of the chip"
      case .edgeNumber: "1 for a rising edge, 2 for a falling one"
      case .edge: "rising or falling"
      case .seconds: "time in seconds, of the kernel's clock"
      case .universal: "date and time, UTC"
      case .local: "date and time of this place"
      case .sequence: "number of the edge on its line; one left out was lost"
      case .number: "number of the edge among those of all lines watched"
      case .delta: "seconds since the edge before on the line; - for the first"
      case .gap: "what is missing before: - or lost=3,merged=1,same-direction,resync"
      }
    }
  }

  /// Why a text is no format.
  struct Mistake: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  private let pieces: [Piece]

  /// Reads a format; `%%` is a percent sign.
  init(_ format: String) throws(Mistake) {
    var pieces: [Piece] = []
    var text = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        text.append(character)
        continue
      }
      guard let letter = rest.popFirst() else {
        throw Mistake(description: "ends with a lone %; write %% for a percent sign")
      }
      if letter == "%" {
        text.append("%")
      } else if let letter = Letter(rawValue: letter) {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(.letter(letter))
      } else {
        throw Self.unknown(letter)
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    self.pieces = pieces
  }

  /// The event tells by itself what is missing before it.
  var tellsLosses: Bool { pieces.contains(.letter(.gap)) }

  /// Writes the event in this format, without a line end.
  func write(_ event: LineEvent, on clock: LineClock, to text: inout [UInt8]) {
    for piece in pieces {
      switch piece {
      case .text(let plain): text.append(plain)
      case .letter(let letter): Self.write(letter, of: event, on: clock, to: &text)
      }
    }
  }

  private static func write(
    _ letter: Letter, of event: LineEvent, on clock: LineClock, to text: inout [UInt8]
  ) {
    let record = event.record
    switch letter {
    case .offset: text.append(digitsOf: UInt64(event.line.line.offset))
    case .name: text.append(event.line.line.name ?? "unnamed")
    case .chip: text.append(event.line.line.chip.name)
    case .edgeNumber: text.append(digitsOf: UInt64(record.edge.rawValue))
    case .edge: text.append(record.edge.word)
    case .seconds: clock.append(seconds: record.time, to: &text)
    case .universal: text.append(clock.universal(record.time))
    case .local: text.append(clock.local(record.time))
    case .sequence: text.append(digitsOf: UInt64(record.sequence))
    case .number: text.append(digitsOf: event.number)
    case .delta:
      guard let delta = event.delta else { return text.append("-") }
      text.append(secondsOf: delta.count)
    case .gap: text.append(event.gap)
    }
  }

  private static func unknown(_ letter: Character) -> Mistake {
    let guess =
      switch letter {
      case "s", "n": "; that is of gpiomon 1: %S is seconds and nanoseconds"
      default: ""
      }
    let allowed = Letter.allCases.map { "%\($0.rawValue)" }.joined(separator: " ")
    return Mistake(description: "nothing is called %\(letter)\(guess); allowed: \(allowed) %%")
  }

  /// The letters and what they print, for people.
  static var help: [String] {
    Letter.allCases.map { "%\($0.rawValue)   \($0.meaning)" } + ["%%   a percent sign"]
  }
}
