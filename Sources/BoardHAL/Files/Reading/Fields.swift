/// Reads the keys of one mapping and remembers which ones it was asked for.
///
/// A loader takes every key it knows and then calls `finish`, which reports the rest. So the keys
/// that are allowed are those that are read: there is no second list to keep in step.
struct Fields {
  /// What messages call the mapping: `device "button"`.
  let subject: String

  /// Where it starts.
  let position: SourcePosition

  let report: Report

  private let entries: [YAMLNode.Entry]
  private var known: [String] = []
  private var missing: [Absence] = []

  /// One of `keys` should have been there.
  private struct Absence {
    let keys: [String]
    let found: String
    let allowed: String?
  }

  /// The fields of a mapping; reports any other node and returns nil.
  init?(_ node: YAMLNode, _ subject: String, _ report: Report) {
    switch node.content {
    case .mapping(let entries):
      self.entries = entries
    case .refused:
      return nil
    case .scalar, .sequence:
      report.error(
        at: node.position, "\(subject) is \(node.summary)", allowed: "a mapping of keys to values")
      return nil
    }
    self.subject = subject
    self.position = node.position
    self.report = report
  }

  /// Everything in the mapping, for mappings whose keys are names rather than words of ours.
  var all: [YAMLNode.Entry] { entries }

  /// The node of a key, if it is there.
  mutating func node(_ key: String) -> YAMLNode? {
    if !known.contains(key) { known.append(key) }
    return entries.first { $0.key == key }?.value
  }

  /// The value of a key that must be there.
  mutating func required<Value>(_ key: String, _ reader: ValueReader<Value>) -> Value? {
    guard let node = node(key) else {
      miss(key)
      return nil
    }
    return reader.read(node, key, report)
  }

  /// The value of a key that need not be there.
  mutating func optional<Value>(_ key: String, _ reader: ValueReader<Value>) -> Value? {
    node(key).flatMap { reader.read($0, key, report) }
  }

  /// The value of exactly one of two keys that say the same thing in two ways.
  mutating func either<Value>(
    _ first: String, _ firstReader: ValueReader<Value>,
    or second: String, _ secondReader: ValueReader<Value>
  ) -> Value? {
    switch (node(first), node(second)) {
    case (let node?, nil):
      return firstReader.read(node, first, report)
    case (nil, let node?):
      return secondReader.read(node, second, report)
    case (_?, let node?):
      report.error(
        at: node.position, "\(subject) has both \"\(first)\" and \"\(second)\"",
        allowed: "one of the two")
    case (nil, nil):
      missing.append(
        Absence(
          keys: [first, second],
          found: "\(subject) has neither \"\(first)\" nor \"\(second)\"",
          allowed: "one of the two"))
    }
    return nil
  }

  /// The fields of a mapping under a key that must be there.
  mutating func requiredFields(_ key: String) -> Fields? {
    guard let node = node(key) else {
      miss(key)
      return nil
    }
    return Fields(node, key, report)
  }

  /// The fields of a mapping under a key that need not be there.
  mutating func optionalFields(_ key: String) -> Fields? {
    node(key).flatMap { Fields($0, key, report) }
  }

  /// Reports the keys nobody asked for and those that are missing.
  ///
  /// A key that is missing because it is misspelt is reported once, as misspelt.
  func finish() {
    var misspelt: Set<String> = []
    for entry in entries where !known.contains(entry.key) {
      let suggestion = Suggestion.nearest(to: entry.key, among: known)
      if let suggestion { misspelt.insert(suggestion) }
      report.error(
        at: entry.position, "unknown key \(entry.key.quoted) in \(subject)",
        allowed: known.listed, suggestion: suggestion)
    }
    for absence in missing where misspelt.isDisjoint(with: absence.keys) {
      report.error(at: position, absence.found, allowed: absence.allowed)
    }
  }

  private mutating func miss(_ key: String) {
    missing.append(
      Absence(keys: [key], found: "\(subject) has no \(key.quoted)", allowed: nil))
  }
}
