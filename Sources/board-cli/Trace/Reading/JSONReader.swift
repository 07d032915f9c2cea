/// Reads one JSON document, such as a line of JSON Lines.
///
/// Deep nesting is refused, so that no file can exhaust the stack.
struct JSONReader {
  private static let depthLimit = 32

  private let bytes: ArraySlice<UInt8>
  private var next: Int
  private var depth = 0

  /// The value that the bytes spell, with nothing before or behind it but space.
  static func read(_ bytes: ArraySlice<UInt8>) throws(JSONValue.Mistake) -> JSONValue {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.next == bytes.endIndex else { throw reader.mistake("something behind the object") }
    return value
  }

  private init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    next = bytes.startIndex
  }

  private func mistake(_ found: String) -> JSONValue.Mistake {
    JSONValue.Mistake(offset: next - bytes.startIndex, found: found)
  }

  private var peek: UInt8? { next < bytes.endIndex ? bytes[next] : nil }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { next += 1 }
  }

  private mutating func value() throws(JSONValue.Mistake) -> JSONValue {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw mistake("the line ends in the middle")
    case let byte? where "-0123456789".utf8.contains(byte): return try number()
    default: throw mistake("no JSON value begins here")
    }
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(JSONValue.Mistake) -> JSONValue {
    guard bytes[next...].starts(with: word.utf8) else { throw mistake("no JSON value begins here") }
    next += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONValue.Mistake) -> JSONValue {
    let start = next
    while let byte = peek, "+-.eE0123456789".utf8.contains(byte) { next += 1 }
    let spelling = String(decoding: bytes[start..<next], as: UTF8.self)
    if let whole = Int64(spelling) { return .integer(whole) }
    guard Double(spelling) != nil else {
      next = start
      throw mistake("a number that is none")
    }
    return .number(spelling)
  }

  private mutating func object() throws(JSONValue.Mistake) -> JSONValue {
    var members: [String: JSONValue] = [:]
    try list(endingWith: UInt8(ascii: "}")) { (reader) throws(JSONValue.Mistake) in
      reader.skipSpace()
      let start = reader.next
      guard reader.peek == UInt8(ascii: "\"") else {
        throw reader.mistake("a member without a name in quotes")
      }
      let name = try reader.text()
      guard members[name] == nil else {
        reader.next = start
        throw reader.mistake("\"\(name)\" for the second time")
      }
      reader.skipSpace()
      guard reader.peek == UInt8(ascii: ":") else { throw reader.mistake("no colon") }
      reader.next += 1
      members[name] = try reader.value()
    }
    return .object(members)
  }

  private mutating func array() throws(JSONValue.Mistake) -> JSONValue {
    var elements: [JSONValue] = []
    try list(endingWith: UInt8(ascii: "]")) { (reader) throws(JSONValue.Mistake) in
      elements.append(try reader.value())
    }
    return .array(elements)
  }

  /// Reads what stands between brackets, element by element.
  private mutating func list(
    endingWith end: UInt8, _ element: (inout JSONReader) throws(JSONValue.Mistake) -> Void
  ) throws(JSONValue.Mistake) {
    guard depth < Self.depthLimit else { throw mistake("nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    next += 1
    skipSpace()
    if peek == end {
      next += 1
      return
    }
    while true {
      try element(&self)
      skipSpace()
      guard let byte = peek else { throw mistake("the line ends in the middle") }
      next += 1
      if byte == end { return }
      guard byte == UInt8(ascii: ",") else {
        next -= 1
        throw mistake("no comma")
      }
    }
  }

  // MARK: Text

  private mutating func text() throws(JSONValue.Mistake) -> String {
    next += 1
    var content: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else {
          throw mistake("a text that is not UTF-8")
        }
        next += 1
        return text
      case UInt8(ascii: "\\"):
        content += try escape().utf8
      case 0..<0x20:
        throw mistake("a control character in a text")
      default:
        content.append(byte)
        next += 1
      }
    }
    throw mistake("the line ends in the middle")
  }

  private mutating func escape() throws(JSONValue.Mistake) -> String {
    next += 1
    guard let byte = peek else { throw mistake("the line ends in the middle") }
    next += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var units = [try unit()]
      if UTF16.isLeadSurrogate(units[0]), bytes[next...].starts(with: "\\u".utf8) {
        next += 2
        units.append(try unit())
      }
      guard let text = String(validating: units, as: UTF16.self) else {
        throw mistake("an escape that is no character")
      }
      return text
    default:
      next -= 1
      throw mistake("an unknown escape")
    }
  }

  private mutating func unit() throws(JSONValue.Mistake) -> UInt16 {
    let digits = String(decoding: bytes[next...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
      let unit = UInt16(digits, radix: 16)
    else { throw mistake("an escape without four digits") }
    next += 4
    return unit
  }
}
