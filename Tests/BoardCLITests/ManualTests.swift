import Glibc
import Testing

@testable import board_cli

/// The manual page, which `scripts/man` makes from what the program says of itself.
struct ManualTests {
  @Test func `every command, every option and every verb is in the manual`() throws {
    let page = try manual()
    for name in try ListedCommands.names() {
      #expect(page.contains(".SH \"BOARD\\-CLI \(name.uppercased())\""), "\(name)")
      for option in try options(of: name) { #expect(page.contains(escaped(option)), "\(option)") }
    }
    for entry in VerbTable.shown { #expect(page.contains("\n\(entry.name) "), "\(entry.name)") }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a shell can complete every command`(_ shell: String) throws {
    let script = try Program.run(["--generate-completion-script", shell]).output
    for name in try ListedCommands.names() {
      #expect(script.contains(name), "\(name)")
    }
  }

  /// The long options that the help of a command lists.
  private func options(of command: String) throws -> [String] {
    try Program.run([command, "--help"]).output.split(whereSeparator: { " \n,[]".contains($0) })
      .filter { $0.hasPrefix("--") && $0.count > 2 && $0.dropFirst(2).allSatisfy(\.isLetter) }
      .map(String.init)
  }

  private func escaped(_ text: String) -> String {
    text.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "\\-")
  }

  private func manual() throws -> String {
    let program = try Program(
      [], startedBy: ["/bin/sh", Repository.path("scripts/man")],
      environment: ["PATH": "/usr/bin:/bin"])
    let result = program.wait()
    #expect(result.errors == "")
    #expect(result.status == 0)
    return result.output
  }
}
