/// What the command line asks for.
struct Options {
  var rounds = 9
  var count = 1_000_000
  /// Round trips on a serial line in each round.
  var trips = 2_000
  var idleSeconds = 10
  var wiring = "wiring/doorbell.yaml"
  /// Sets up the one thing that is to be done, instead of a report.
  var workload: (() throws -> Contender)?
  /// The parts that are measured; all of them unless some are named.
  var parts = Part.allCases
  /// Where the report goes; to the screen alone when nil.
  var folder: String?
  /// Where the other programs of the package are.
  var programs = "."
  /// Where the peers in other languages are, and what runs them.
  var peers = "Benchmarks/Peers"
  var python = "python3"
  /// A table of instructions that `scripts/bench` has counted; none have been when nil.
  var instructions: String?
  /// A table of what was heard on the virtual board; nothing was when nil.
  var board: String?

  /// One part of the report.
  enum Part: String, CaseIterable {
    case dispatch, scale, edges, board, instructions, serial, simulation, cost
  }

  init(_ arguments: some Sequence<String>) throws(UsageError) {
    var rest = Array(arguments)[...]
    var chosen: [Part] = []
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { throw UsageError("\(option) needs a value") }
      switch option {
      case "--rounds": rounds = try Self.number(value, for: option)
      case "--count": count = try Self.number(value, for: option)
      case "--trips": trips = try Self.number(value, for: option)
      case "--idle": idleSeconds = try Self.number(value, for: option)
      case "--wiring": wiring = value
      case "--into": folder = value
      case "--programs": programs = value
      case "--python": python = value
      case "--instructions": instructions = value
      case "--board": board = value
      case "--part":
        guard let part = Part(rawValue: value) else {
          let known = Part.allCases.map(\.rawValue).joined(separator: ", ")
          throw UsageError("there is no part \(value); there are \(known)")
        }
        chosen.append(part)
      case "--run":
        workload = try Self.workload(value)
      default: throw UsageError("there is no option \(option)")
      }
    }
    if !chosen.isEmpty { parts = chosen }
  }

  private static func workload(_ name: String) throws(UsageError) -> () throws -> Contender {
    if let found = Workload(rawValue: name) { return { try found.contender() } }
    if let found = EdgeWorkload.all.first(where: { $0.name == name }) {
      return { try found.contender() }
    }
    let known = Workload.allCases.map(\.rawValue) + EdgeWorkload.all.map(\.name)
    throw UsageError("there is no workload \(name); there are \(known.joined(separator: ", "))")
  }

  private static func number(_ text: String, for option: String) throws(UsageError) -> Int {
    guard let number = Int(text), number > 0 else {
      throw UsageError("\(option) needs a number above 0, not \(text)")
    }
    return number
  }
}

/// The command line makes no sense, or what it asks for cannot be had.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
