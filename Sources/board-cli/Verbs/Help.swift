/// What `help` says.
enum Help {
  /// A line for each verb, or all there is to say about one.
  static func lines(about name: String?) throws(VerbError) -> [String] {
    guard let name else { return overview }
    guard let entry = VerbTable.entry(named: name) else {
      throw .unknown("verb", name, among: VerbTable.shown.map(\.name))
    }
    return ["\(name) \(entry.usage)", "  \(entry.summary)", "  for example: \(entry.example)"]
  }

  private static var overview: [String] {
    let verbs = VerbTable.shown.map { ($0.usage.isEmpty ? $0.name : "\($0.name) \($0.usage)", $0) }
    let width = verbs.filter { $0.0.count <= 28 }.map(\.0.count).max() ?? 0
    return verbs.map { usage, entry in
      usage + String(repeating: " ", count: max(0, width - usage.count)) + "  " + entry.summary
    }
  }
}
