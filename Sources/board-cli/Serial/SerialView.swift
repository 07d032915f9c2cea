import BoardHAL

/// Makes what a port received into what is shown of it: mapped, in hexadecimal, with times.
///
/// A pure value that remembers where in a line it is.
struct SerialView {
  var map: CharacterMap
  var showsTimes: Bool
  var isHexadecimal: Bool {
    didSet { column = 0 }
  }
  let format: TimestampFormat
  /// A terminal that takes bytes as they are needs a carriage return with each line end of ours.
  let lineEnd: String
  private let start: WallTime

  /// How many characters, or hexadecimal bytes, the line has; only 0 matters to text.
  private(set) var column = 0
  private var lastStamp: WallTime?
  private var lastByte: WallTime?

  private static let bytesInRow = 16
  /// After so long a silence, hexadecimal goes on in a new row: what comes is another message.
  private static let silence = Nanoseconds.milliseconds(200)

  init(
    map: CharacterMap, showsTimes: Bool, format: TimestampFormat, isHexadecimal: Bool,
    lineEnd: String, start: WallTime
  ) {
    self.map = map
    self.showsTimes = showsTimes
    self.format = format
    self.isHexadecimal = isHexadecimal
    self.lineEnd = lineEnd
    self.start = start
  }

  /// Appends what is shown for a byte that came at `time`.
  mutating func show(_ byte: UInt8, at time: WallTime, into shown: inout [UInt8]) {
    defer { lastByte = time }
    guard isHexadecimal else {
      var mapped: [UInt8] = []
      map.received(byte, into: &mapped)
      for byte in mapped {
        stamp(time, into: &shown)
        shown.append(byte)
        column = byte == .newline ? 0 : column + 1
      }
      return
    }
    let isLate = lastByte.map { time.nanoseconds - $0.nanoseconds > Self.silence.count } ?? false
    if column >= Self.bytesInRow || (isLate && column > 0) { breakLine(into: &shown) }
    stamp(time, into: &shown)
    let digits = String(byte, radix: 16, uppercase: true)
    shown += Array(((column > 0 ? " " : "") + (digits.count < 2 ? "0" : "") + digits).utf8)
    column += 1
  }

  /// Appends something that is no byte of the stream, where it happened.
  mutating func mark(_ text: String, at time: WallTime, into shown: inout [UInt8]) {
    stamp(time, into: &shown)
    shown += Array((isHexadecimal && column > 0 ? " " : "").utf8) + Array(text.utf8)
    column += 1
  }

  /// Ends a line that has begun, so that something else can be said.
  mutating func breakLine(into shown: inout [UInt8]) {
    guard column > 0 else { return }
    shown += Array(lineEnd.utf8)
    column = 0
  }

  private mutating func stamp(_ time: WallTime, into shown: inout [UInt8]) {
    guard column == 0, showsTimes else { return }
    shown += Array("[\(format.text(time, start: start, last: lastStamp))] ".utf8)
    lastStamp = time
  }
}
