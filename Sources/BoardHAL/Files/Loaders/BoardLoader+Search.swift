public import BoardHAL

extension BoardLoader {
  /// Reads a board by its name, as in `--board raspberry-pi-5`, or by the path of its file.
  ///
  /// A name is looked for in `boards/` of the current directory, then in `boards/` beside the
  /// directory of `wiring`. Anything with a slash or ending in `.yaml` is a path.
  public static func load(
    named name: String, beside wiring: String? = nil
  ) throws(FileError) -> BoardDescription {
    if isPath(name) { return try load(path: name) }
    if let path = path(of: name, beside: wiring) { return try load(path: path) }
    let unknown = unknown(name, beside: wiring)
    throw FileError([
      Diagnostic(
        file: wiring ?? "boards", found: unknown.found, allowed: unknown.allowed,
        suggestion: unknown.suggestion)
    ])
  }

  /// The names of the boards that `load(named:beside:)` finds.
  public static func names(beside wiring: String? = nil) -> [String] {
    let files = directories(beside: wiring).flatMap(SourceFile.names)
    let names = files.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(suffix.count)) }
    return Set(names).sorted()
  }

  /// True for what names a file and not a board.
  public static func isPath(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(suffix)
  }

  /// The file of a board, or nil if no directory has one.
  static func path(of name: String, beside wiring: String?) -> String? {
    directories(beside: wiring).map { "\($0)/\(name)\(suffix)" }.first(where: SourceFile.exists)
  }

  /// What to say about a name that no directory has a file for.
  static func unknown(
    _ name: String, beside wiring: String?
  ) -> (found: String, allowed: String, suggestion: String?) {
    let names = names(beside: wiring)
    let places = directories(beside: wiring).listed
    let choice = names.isEmpty ? "a board file in \(places)" : "\(names.listed), or a path"
    return (
      "unknown board \(name.quoted)", choice, Suggestion.nearest(to: name, among: names)
    )
  }

  private static let suffix = ".yaml"

  private static func directories(beside wiring: String?) -> [String] {
    guard let wiring else { return ["boards"] }
    return ["boards", SourceFile.path("../boards", beside: wiring)]
  }
}
