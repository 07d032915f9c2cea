import BoardHAL
import Firmware

/// The members of an object in a trace, read by name and kind.
struct TraceFields {
  private let members: [String: JSONValue]

  init(_ value: JSONValue) throws(TraceMistake) {
    guard case .object(let members) = value else {
      throw TraceMistake(found: "\(value.kind)", allowed: "an object")
    }
    self.members = members
  }

  /// Reads a line.
  init(line: ArraySlice<UInt8>) throws(TraceMistake) {
    let value: JSONValue
    do throws(JSONValue.Mistake) {
      value = try JSONReader.read(line)
    } catch {
      throw TraceMistake(offset: error.offset, found: error.found, allowed: "a line of JSON")
    }
    try self.init(value)
  }

  func has(_ name: String) -> Bool { members[name] != nil }

  private func member(_ name: String) throws(TraceMistake) -> JSONValue {
    guard let value = members[name] else { throw TraceMistake(found: "no \"\(name)\"") }
    return value
  }

  private func wrong(_ name: String, _ value: JSONValue, _ allowed: String) -> TraceMistake {
    let found =
      switch value {
      case .text(let text): Quoted.text(text)
      case .integer(let number): "\(number)"
      default: value.kind
      }
    return TraceMistake(found: "\"\(name)\" is \(found)", allowed: allowed)
  }

  func text(_ name: String) throws(TraceMistake) -> String {
    let value = try member(name)
    guard case .text(let text) = value else { throw wrong(name, value, "a text") }
    return text
  }

  func flag(_ name: String) throws(TraceMistake) -> Bool {
    let value = try member(name)
    guard case .flag(let flag) = value else { throw wrong(name, value, "true or false") }
    return flag
  }

  func list(_ name: String) throws(TraceMistake) -> [JSONValue] {
    let value = try member(name)
    guard case .array(let elements) = value else { throw wrong(name, value, "a list") }
    return elements
  }

  func texts(_ name: String) throws(TraceMistake) -> [String] {
    var texts: [String] = []
    for element in try list(name) {
      guard case .text(let text) = element else { throw wrong(name, element, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  func fields(_ name: String) throws(TraceMistake) -> [TraceFields] {
    var all: [TraceFields] = []
    for element in try list(name) { all.append(try TraceFields(element)) }
    return all
  }

  /// A whole number that fits where it belongs.
  func number<Number: FixedWidthInteger>(
    _ name: String, in range: ClosedRange<Number> = 0...Number.max
  ) throws(TraceMistake) -> Number {
    let value = try member(name)
    guard case .integer(let integer) = value, let number = Number(exactly: integer),
      range.contains(number)
    else { throw wrong(name, value, "\(range.lowerBound) to \(range.upperBound)") }
    return number
  }

  /// One of the words that a format knows.
  func word<Word: TraceWord>(_ name: String) throws(TraceMistake) -> Word {
    let spelling = try text(name)
    guard let word = Word(word: spelling) else {
      throw wrong(name, .text(spelling), Word.words.joined(separator: ", "))
    }
    return word
  }

  /// One of the words of an enumeration whose raw values they are.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String
  ) throws(TraceMistake) -> Choice {
    let spelling = try text(name)
    guard let choice = Choice(rawValue: spelling) else {
      throw wrong(
        name, .text(spelling), Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  func time(_ name: String) throws(TraceMistake) -> BoardInstant {
    BoardInstant(nanoseconds: try number(name))
  }

  /// The bytes of a happening: hexadecimal in `bytes`, or the text in `text`, or none.
  func payload() throws(TraceMistake) -> [UInt8] {
    if has("text") { return Array(try text("text").utf8) }
    guard has("bytes") else { return [] }
    let digits = Array(try text("bytes").utf8)
    let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard values.count == digits.count, digits.count.isMultiple(of: 2) else {
      throw wrong("bytes", .text(try text("bytes")), "two hexadecimal digits for each byte")
    }
    return stride(from: 0, to: values.count, by: 2).map {
      UInt8(values[$0] * 16 + values[$0 + 1])
    }
  }
}
