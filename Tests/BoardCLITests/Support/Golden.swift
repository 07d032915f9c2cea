import Glibc
import Testing

/// Output that is compared byte by byte with what was once found to be right.
///
/// `UPDATE_GOLDEN=1 make test` writes the files anew.
enum Golden {
  /// The path of a golden file.
  static func path(_ name: String) -> String { Repository.tests + "/Golden/" + name }

  /// Fails unless `actual` is what the file holds.
  static func expect(
    _ actual: String, _ name: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    if getenv("UPDATE_GOLDEN") != nil {
      guard let file = fopen(path(name), "w") else {
        throw Program.Failure(call: "fopen \(path(name))", number: errno)
      }
      defer { fclose(file) }
      fputs(actual, file)
      return
    }
    let expected = try text(name)
    // Line by line, so that a failure shows the first difference and not two whole files.
    let lines = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, (line, wanted)) in zip(lines, expectedLines).enumerated() where line != wanted {
      Issue.record(
        "\(name):\(number + 1): expected \(wanted), saw \(line)", sourceLocation: location)
      return
    }
    #expect(lines.count == expectedLines.count, "\(name)", sourceLocation: location)
  }

  /// What a golden file holds.
  static func text(_ name: String) throws -> String { try text(of: path(name)) }

  /// What any file holds.
  static func text(of path: String) throws -> String {
    guard let file = fopen(path, "r") else {
      throw Program.Failure(call: "fopen \(path)", number: errno)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
