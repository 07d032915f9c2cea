/// JSON, written piece by piece into bytes that the caller keeps and empties.
///
/// Commas come by themselves: a member or element is preceded by one unless it is the first.
///
/// ```swift
/// var json = JSONText()
/// json.object {
///   $0.member("time", 500)
///   $0.member("line", "GPIO17 (J8:11)")
/// }
/// // {"time":500,"line":"GPIO17 (J8:11)"}
/// ```
///
/// The core knows neither Foundation nor reflection, so the text is built by hand; every number in
/// it is an integer.
public struct JSONText {
  /// The text, as UTF-8.
  public private(set) var bytes: [UInt8] = []

  private var needsComma = false

  /// Makes an empty text.
  public init() {}

  /// Removes the text and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Ends the line, and with it the document: a line of JSON Lines is complete.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  // MARK: Values

  /// Writes an object whose members `body` writes.
  public mutating func object(_ body: (inout JSONText) -> Void) {
    enclose("{", "}", body)
  }

  /// Writes an array whose elements `body` writes.
  public mutating func array(_ body: (inout JSONText) -> Void) {
    enclose("[", "]", body)
  }

  /// Writes a whole number.
  public mutating func value(_ number: some BinaryInteger) {
    separate()
    appendDigits(of: number)
  }

  /// Writes a text, with quotes.
  public mutating func value(_ text: String) {
    separate()
    appendQuoted(text)
  }

  /// Writes true or false.
  public mutating func value(_ flag: Bool) {
    separate()
    append(flag ? "true" : "false")
  }

  // MARK: Members

  /// Writes the name of a member whose value follows.
  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    append("\":")
    needsComma = false
  }

  /// Writes the name of a member whose value follows, where it is not known beforehand.
  public mutating func key(named name: String) {
    value(name)
    append(":")
    needsComma = false
  }

  /// Writes a member that is a whole number.
  public mutating func member(_ name: StaticString, _ number: some BinaryInteger) {
    key(name)
    value(number)
  }

  /// Writes a member that is a text.
  public mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    value(text)
  }

  /// Writes a member that is true or false.
  public mutating func member(_ name: StaticString, _ flag: Bool) {
    key(name)
    value(flag)
  }

  /// Writes a member that is bytes, as a text of two lower-case hexadecimal digits for each.
  public mutating func member(_ name: StaticString, hexadecimal bytes: [UInt8]) {
    key(name)
    separate()
    self.bytes.append(UInt8(ascii: "\""))
    for byte in bytes {
      self.bytes.append(Self.hexadecimalDigit(byte >> 4))
      self.bytes.append(Self.hexadecimalDigit(byte & 15))
    }
    self.bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a member that is a time in microseconds, with three decimals, as trace viewers want it.
  public mutating func member(_ name: StaticString, microsecondsOf nanoseconds: Int64) {
    key(name)
    separate()
    if nanoseconds < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = nanoseconds.magnitude
    appendDigits(of: magnitude / 1000)
    bytes.append(UInt8(ascii: "."))
    let fraction = magnitude % 1000
    for digit in [fraction / 100, fraction / 10 % 10, fraction % 10] {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
    }
  }

  // MARK: Bytes

  private mutating func enclose(
    _ open: StaticString, _ close: StaticString, _ body: (inout JSONText) -> Void
  ) {
    separate()
    append(open)
    needsComma = false
    body(&self)
    append(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func append(_ text: StaticString) {
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func appendDigits(of number: some BinaryInteger) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private mutating func appendQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        append("\\u00")
        bytes.append(Self.hexadecimalDigit(byte >> 4))
        bytes.append(Self.hexadecimalDigit(byte & 15))
      default:
        bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
