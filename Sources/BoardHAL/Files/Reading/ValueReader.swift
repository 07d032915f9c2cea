/// How to read one value: what is allowed, and what to make of a node.
///
/// Loaders say `fields.required("level", .level)`; everything that can be wrong with the value is
/// reported here, in the same words everywhere.
struct ValueReader<Value> {
  /// What messages say is allowed.
  let allowed: String

  /// Makes a value out of a node, or reports why not; the name is that of the key.
  let read: (_ node: YAMLNode, _ name: String, _ report: Report) -> Value?
}

/// Why a text is no value.
enum Misreading: Error {
  /// It is something else altogether.
  case notSuch(String)
  /// It is such a value, and too large or too small.
  case outOfRange
  /// It is none of the allowed words.
  case unknown(among: [String])
  /// It is refused for a reason of its own.
  case refused(String, allowed: String, suggestion: String?)
}

extension ValueReader {
  /// Reads a scalar with `parse`, and turns its misreadings into messages.
  static func scalar(
    _ allowed: String, _ parse: @escaping (String) throws(Misreading) -> Value
  ) -> ValueReader {
    ValueReader(allowed: allowed) { node, name, report in
      guard case .scalar(let text) = node.content, !text.isEmpty else {
        if case .refused = node.content { return nil }
        report.error(at: node.position, "\(name) is \(node.summary)", allowed: allowed)
        return nil
      }
      do throws(Misreading) {
        return try parse(text)
      } catch {
        report.misreading(error, of: text, name: name, at: node.position, allowed: allowed)
        return nil
      }
    }
  }
}

extension Report {
  fileprivate func misreading(
    _ misreading: Misreading, of text: String, name: String, at position: SourcePosition,
    allowed: String
  ) {
    switch misreading {
    case .notSuch(let kind):
      error(at: position, "\(name) is \(text.quoted), not \(kind)", allowed: allowed)
    case .outOfRange:
      let isPlain = text.utf8.count <= 20
      error(
        at: position, "\(name) \(isPlain ? text : text.quoted) is out of range", allowed: allowed)
    case .unknown(let words):
      error(
        at: position, "unknown \(name) \(text.quoted)", allowed: allowed,
        suggestion: Suggestion.nearest(to: text, among: words))
    case .refused(let found, let allowed, let suggestion):
      error(at: position, found, allowed: allowed, suggestion: suggestion)
    }
  }
}
