/// What the command line asks for.
struct Options {
  var rounds = 9
  var count = 1_000_000
  var wiring = "wiring/doorbell.yaml"
  var json: String?
  var workload: Workload?

  init(_ arguments: some Sequence<String>) throws(UsageError) {
    var rest = Array(arguments)[...]
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { throw UsageError("\(option) needs a value") }
      switch option {
      case "--rounds": rounds = try Self.number(value, for: option)
      case "--count": count = try Self.number(value, for: option)
      case "--wiring": wiring = value
      case "--json": json = value
      case "--run":
        guard let chosen = Workload(rawValue: value) else {
          let known = Workload.allCases.map(\.rawValue).joined(separator: ", ")
          throw UsageError("there is no workload \(value); there are \(known)")
        }
        workload = chosen
      default: throw UsageError("there is no option \(option)")
      }
    }
  }

  private static func number(_ text: String, for option: String) throws(UsageError) -> Int {
    guard let number = Int(text), number > 0 else {
      throw UsageError("\(option) needs a number above 0, not \(text)")
    }
    return number
  }
}

/// The command line makes no sense.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
