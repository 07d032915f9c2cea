import Foundation

/// A program in Tests/CompileFail that must compile, or must not and say why.
struct Fixture: Sendable {
  /// What its header asks of the compiler.
  enum Expectation: Sendable, Equatable {
    /// No error at all.
    case compiles
    /// These fragments each occur in an error, and no error is without one of them.
    case errors([String])
  }

  let file: URL
  /// The name of its test: semantics row ids, then what is refused.
  let name: String
  let expectation: Expectation

  /// A header that does not follow Tests/CompileFail/README.md.
  struct BadHeader: Error, CustomStringConvertible {
    let description: String
  }

  /// Reads the header: the comment lines before the first line that is none.
  init(file: URL) throws {
    self.file = file
    let comments = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("//") }
      .map { $0.dropFirst(2).trimmingCharacters(in: .whitespaces) }
    let names = Fixture.values(of: "test:", in: comments)
    let expectations = Fixture.values(of: "expect:", in: comments)
    let fragments = Fixture.values(of: "error:", in: expectations).filter { !$0.isEmpty }

    guard names.count == 1, let name = names.first else {
      throw BadHeader(description: "\(file.lastPathComponent) needs one line '// test: <name>'")
    }
    self.name = name
    if expectations == ["compiles"] {
      expectation = .compiles
    } else if !fragments.isEmpty, fragments.count == expectations.count {
      expectation = .errors(fragments)
    } else {
      throw BadHeader(
        description: "\(file.lastPathComponent) needs lines '// expect: error: <fragment>', "
          + "or the one line '// expect: compiles'")
    }
  }

  private static func values(of key: String, in lines: [String]) -> [String] {
    lines.filter { $0.hasPrefix(key) }
      .map { $0.dropFirst(key.count).trimmingCharacters(in: .whitespaces) }
  }

  /// Every fixture, in the order of their file names.
  static func all() throws -> [Fixture] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "CompileFail")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path())
      .filter { $0.hasSuffix(".swift") }
      .sorted()
      .map { try Fixture(file: folder.appending(path: $0)) }
  }
}
