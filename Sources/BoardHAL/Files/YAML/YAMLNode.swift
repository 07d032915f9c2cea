/// One value of a YAML file and where it stands.
struct YAMLNode {
  /// The three shapes a value can have.
  enum Content {
    /// Text; all scalars are, and whoever reads one knows what it should be.
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([Entry])
    /// Something already reported; reading it adds no second message.
    case refused
  }

  /// A key and its value.
  struct Entry {
    let key: String
    let position: SourcePosition
    let value: YAMLNode
  }

  let content: Content
  let position: SourcePosition

  /// What messages call the value: `"40"`, `a list`.
  var summary: String {
    switch content {
    case .scalar(""): "empty"
    case .scalar(let text): text.quoted
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .refused: "refused"
    }
  }
}
