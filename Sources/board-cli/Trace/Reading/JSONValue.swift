/// A value of a JSON document, as far as traces have them.
enum JSONValue: Equatable {
  case null
  case flag(Bool)
  case integer(Int64)
  /// A number that is no whole one of 64 bits, as it is spelt.
  case number(String)
  case text(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// What people call its kind.
  var kind: String {
    switch self {
    case .null: "null"
    case .flag: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .text: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// What was read, or where and why it could not be.
  struct Mistake: Error, Equatable {
    /// The offset of the byte at which it shows.
    let offset: Int
    /// What was found there.
    let found: String
  }
}
