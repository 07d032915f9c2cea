import Foundation

/// What one run of the compiler said.
struct Compilation {
  let exitStatus: Int32
  let output: String

  /// The text of every error, without its place and severity.
  var errors: [String] {
    output.split(separator: "\n").compactMap { line in
      line.range(of: ": error: ").map { String(line[$0.upperBound...]) }
    }
  }

  /// Compiles `file` as a user of the built modules would, as far as all diagnoses need.
  ///
  /// Type checking alone would not do: ownership is checked on SIL.
  init(of file: URL) async throws {
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    let log = try FileHandle(forWritingTo: place)

    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      [
        "swiftc", "-emit-sil", "-o", "/dev/null", "-parse-as-library", "-swift-version", "6",
        "-diagnostic-style", "llvm", "-no-color-diagnostics", file.path(),
      ] + Compilation.moduleFolders.flatMap { ["-I", $0.path()] }
    compiler.standardOutput = log
    compiler.standardError = log
    exitStatus = try await withCheckedThrowingContinuation { finished in
      compiler.terminationHandler = { finished.resume(returning: $0.terminationStatus) }
      do { try compiler.run() } catch { finished.resume(throwing: error) }
    }
    output = try String(contentsOf: place, encoding: .utf8)
  }

  /// An outcome made up for a test of this harness.
  init(exitStatus: Int32, output: String) {
    self.exitStatus = exitStatus
    self.output = output
  }

  /// Where the build that made this test program put the Swift modules, and the C ones they need.
  private static var moduleFolders: [URL] {
    let build = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
    return [
      build.appending(path: "Modules"),
      build.appending(path: "CLinux.build"),
      sources.appending(path: "BoardHAL/CYAML"),
    ]
  }
}

extension Fixture {
  /// In what `compilation` differs from what the fixture expects; empty when in nothing.
  ///
  /// An exit status is never proof of a refusal: a compiler that crashes has one as well.
  func complaints(about compilation: Compilation) -> [String] {
    guard [0, 1].contains(compilation.exitStatus) else {
      return ["the compiler crashed with status \(compilation.exitStatus):\n\(compilation.output)"]
    }
    let errors = compilation.errors
    guard errors.isEmpty == (compilation.exitStatus == 0) else {
      return [
        "status \(compilation.exitStatus) with \(errors.count) errors:\n\(compilation.output)"
      ]
    }
    var fragments: [String] = []
    if case .errors(let expected) = expectation { fragments = expected }
    let missing = fragments.filter { fragment in !errors.contains { $0.contains(fragment) } }
    let unexpected = errors.filter { error in !fragments.contains { error.contains($0) } }
    return missing.map { "expected error is missing: \($0)" }
      + unexpected.map { "unexpected error: \($0)" }
  }
}
