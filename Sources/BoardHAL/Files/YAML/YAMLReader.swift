/// Turns the text of a file into nodes.
///
/// Takes the plain part of YAML: one document of scalars, lists and mappings. Anchors, aliases and
/// tags are refused: a few lines of them can stand for gigabytes, and no file here needs them.
struct YAMLReader: ~Copyable {
  /// How deep values may nest; the shipped files need five.
  static let depthLimit = 16

  private var events: YAMLEvents
  private let report: Report

  /// The one document in `bytes`, or nil if something had to be reported on the way.
  ///
  /// Mistakes that leave the shape of the file clear, such as duplicate keys, are reported and
  /// passed over, so that the loaders find theirs in the same run.
  static func read(_ bytes: [UInt8], _ report: Report) -> YAMLNode? {
    guard SourceText.check(bytes, report) else { return nil }
    return bytes.dropFirst(SourceText.markLength(of: bytes)).withUnsafeBufferPointer { buffer in
      guard let events = YAMLEvents(buffer) else {
        report.error(at: nil, "not enough memory to read the file")
        return nil
      }
      var reader = YAMLReader(events: events, report: report)
      do throws(YAMLEvents.Failure) {
        return try reader.document()
      } catch {
        report.error(at: error.position, error.found, allowed: error.allowed)
        return nil
      }
    }
  }

  private init(events: consuming YAMLEvents, report: Report) {
    self.events = events
    self.report = report
  }

  private mutating func document() throws(YAMLEvents.Failure) -> YAMLNode? {
    let first = try events.next()
    guard first.kind != .endOfFile else {
      report.error(at: first.position, "the file is empty", allowed: "a mapping of keys to values")
      return nil
    }
    let root = try node(startingWith: first, depth: 1)
    let rest = try events.next()
    if rest.kind != .endOfFile {
      report.error(at: rest.position, "a second document begins", allowed: "one document per file")
    }
    return root
  }

  private mutating func node(
    startingWith event: YAMLEvents.Event, depth: Int
  ) throws(YAMLEvents.Failure) -> YAMLNode {
    guard depth <= Self.depthLimit else {
      throw YAMLEvents.Failure(
        position: event.position, found: "values nest too deeply",
        allowed: "at most \(Self.depthLimit) levels")
    }
    if let decoration = event.decoration {
      report.error(
        at: event.position, "\(decoration) is not supported", allowed: "the value written out")
    }
    switch event.kind {
    case .scalar(let text):
      return YAMLNode(content: .scalar(text), position: event.position)
    case .sequenceStart:
      return YAMLNode(content: .sequence(try items(depth: depth)), position: event.position)
    case .mappingStart:
      return YAMLNode(content: .mapping(try entries(depth: depth)), position: event.position)
    case .alias, .end, .endOfFile:
      return YAMLNode(content: .refused, position: event.position)
    }
  }

  private mutating func items(depth: Int) throws(YAMLEvents.Failure) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try events.next()
      if event.kind == .end { return items }
      items.append(try node(startingWith: event, depth: depth + 1))
    }
  }

  private mutating func entries(depth: Int) throws(YAMLEvents.Failure) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    var firstLines: [String: Int] = [:]
    while true {
      let event = try events.next()
      if event.kind == .end { return entries }
      let key = try node(startingWith: event, depth: depth + 1)
      let value = try node(startingWith: events.next(), depth: depth + 1)
      guard case .scalar(let name) = key.content else {
        if case .refused = key.content { continue }
        report.error(at: key.position, "\(key.summary) cannot be a key", allowed: "a word")
        continue
      }
      if let line = firstLines[name] {
        report.error(
          at: key.position, "key \(name.quoted) appears twice; the first is on line \(line)",
          allowed: "each key once")
        continue
      }
      firstLines[name] = key.position.line
      entries.append(YAMLNode.Entry(key: name, position: key.position, value: value))
    }
  }
}
