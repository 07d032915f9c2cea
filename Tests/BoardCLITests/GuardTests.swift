import Glibc
import TemporaryFiles
import Testing

/// The comparing of `scripts/guard`: which growth of a hot path stops a change.
struct GuardTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [(1000, 1050), (1000, 1000), (1000, 200)])
  func `a path may grow by a twentieth, and shrink by any amount`(before: Int, after: Int) throws {
    let result = try compare(["1-line": before], ["1-line": after])
    #expect(result.status == 0)
    #expect(result.output.contains("1-line"))
    #expect(result.output.contains("grown") == false)
  }

  @Test func `a path that has grown by more is named, and the others are not`() throws {
    let result = try compare(["1-line": 1000, "timer": 1000], ["1-line": 1000, "timer": 1051])
    #expect(result.status == 1)
    #expect(result.output.contains("guard: grown by more than 5 %: timer\n"))
    #expect(result.output.contains("(+5.1 %)"))
  }

  @Test func `a path that was not counted is named`() throws {
    let result = try compare(["1-line": 1000, "timer": 1000], ["1-line": 1000])
    #expect(result.status == 1)
    #expect(result.output.contains("guard: not counted: timer\n"))
  }

  @Test func `counts of another compiler are shown and not compared`() throws {
    let result = try compare(["1-line": 1000], ["1-line": 2000], compiler: "Swift version 9")
    #expect(result.status == 0)
    #expect(result.output.contains("(+100.0 %)"))
    #expect(result.output.contains("guard: counted with Swift version 9, so not compared\n"))
  }

  @Test func `a file without counts is refused`() throws {
    let result = try compare([:], ["1-line": 1000])
    #expect(result.status == 1)
    #expect(result.errors.hasSuffix("old.json holds no counts\n"))
  }

  /// Compares committed counts, which Swift 6.3.1 made, with those of a compiler.
  private func compare(
    _ old: [String: Int], _ new: [String: Int], compiler: String = "Swift version 6.3.1"
  ) throws -> Program.Result {
    let files = [
      try write(old, of: "Swift version 6.3.1", to: "old.json"),
      try write(new, of: compiler, to: "new.json"),
    ]
    // What stands behind them, the path of the program, is not handed on.
    let command = "exec /bin/sh \"$0\" --compare \"$1\" \"$2\""
    return try Program(
      [], startedBy: ["/bin/sh", "-c", command, Repository.path("scripts/guard")] + files,
      environment: ["PATH": "/usr/bin:/bin"]
    ).wait()
  }

  private func write(_ counts: [String: Int], of compiler: String, to name: String) throws -> String
  {
    let lines = counts.sorted { $0.key < $1.key }.map { "    \"\($0.key)\": \($0.value)" }
    let path = "\(folder.path)/\(name)"
    let text = """
      {
        "compiler": "\(compiler)",
        "instructions": {
      \(lines.joined(separator: ",\n"))
        }
      }

      """
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    fputs(text, file)
    return path
  }
}
