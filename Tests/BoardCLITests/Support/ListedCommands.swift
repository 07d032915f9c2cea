import Testing

/// The commands that `board-cli --help` lists.
enum ListedCommands {
  /// Their names.
  static func names() throws -> [String] {
    let lines = try Program.run(["--help"]).output
      .split(separator: "\n", omittingEmptySubsequences: false)
    let names = lines.drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { $0.hasPrefix("  ") }
      .compactMap { $0.hasPrefix("   ") ? nil : $0.split(separator: " ").first.map(String.init) }
    #expect(names.contains("shell"))
    return names
  }
}
