import CYAML

/// The stream of events that libyaml makes of a text: the only place that calls it.
struct YAMLEvents: ~Copyable {
  /// What came next in the text.
  enum Kind: Equatable {
    case scalar(String)
    case sequenceStart
    case mappingStart
    /// The end of the innermost sequence or mapping.
    case end
    case alias
    case endOfFile
  }

  /// One event, without those that only frame the document.
  struct Event {
    let kind: Kind
    let position: SourcePosition
    /// An anchor, alias or tag on it, as messages name it.
    let decoration: String?
  }

  /// Text that is not YAML; nothing can be read after it.
  struct Failure: Error {
    let position: SourcePosition
    let found: String
    let allowed: String?
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeBufferPointer<UInt8>

  /// Starts on `bytes`, which must outlive the stream; nil when memory is short.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    self.parser = parser
    self.bytes = bytes
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event that carries something.
  mutating func next() throws(Failure) -> Event {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
      defer { yaml_event_delete(&event) }
      if let result = Self.event(event) { return result }
    }
  }

  private static func event(_ event: yaml_event_t) -> Event? {
    let position = SourcePosition(event.start_mark)
    func make(_ kind: Kind, _ decoration: String? = nil) -> Event {
      Event(kind: kind, position: position, decoration: decoration)
    }
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return make(
        .scalar(String(decoding: text, as: UTF8.self)), decoration(scalar.anchor, scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return make(.sequenceStart, decoration(start.anchor, start.tag))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return make(.mappingStart, decoration(start.anchor, start.tag))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      return make(.end)
    case YAML_ALIAS_EVENT:
      return make(.alias, "alias " + "*\(string(event.data.alias.anchor))".quoted)
    case YAML_STREAM_END_EVENT:
      return make(.endOfFile)
    default:
      return nil
    }
  }

  private static func decoration(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?
  ) -> String? {
    if let anchor { return "anchor " + "&\(string(anchor))".quoted }
    if let tag { return "tag " + string(tag).quoted }
    return nil
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }

  private var failure: Failure {
    let mark = parser.pointee.problem_mark
    let position = SourcePosition(mark)
    if mark.index < bytes.count, character(at: mark) == UInt8(ascii: "\t") {
      return Failure(
        position: position, found: "a tab stands where spaces must", allowed: "spaces")
    }
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "cannot be read"
    return Failure(position: position, found: "not YAML: \(problem)", allowed: nil)
  }

  /// The first byte of the character at a mark, whose index libyaml counts in characters.
  private func character(at mark: yaml_mark_t) -> UInt8? {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    guard let index = text.index(text.startIndex, offsetBy: mark.index, limitedBy: text.endIndex),
      index < text.endIndex
    else { return nil }
    return UTF8.encode(text[index])?.first
  }
}

extension SourcePosition {
  /// The place of a libyaml mark, which counts from 0.
  init(_ mark: yaml_mark_t) {
    self.init(line: mark.line + 1, column: mark.column + 1)
  }
}
