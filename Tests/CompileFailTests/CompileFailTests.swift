import Foundation
import Testing

/// What the compiler must refuse, and must say: the programs of Tests/CompileFail.
@Suite struct CompileFailTests {
  /// Compilers are large; two of them keep two cores busy.
  private static let gate = Gate(width: 2)

  @Test("the compiler says what each fixture expects", arguments: try Fixture.all())
  func fixture(_ fixture: Fixture) async throws {
    let compilation = try await Self.gate.pass { try await Compilation(of: fixture.file) }
    for complaint in fixture.complaints(about: compilation) {
      Issue.record("\(complaint)", sourceLocation: fixture.location)
    }
  }
}

extension Fixture: CustomTestStringConvertible {
  var testDescription: String { name }

  /// Where a complaint belongs: at the header.
  fileprivate var location: SourceLocation {
    SourceLocation(
      fileID: "CompileFail/\(file.lastPathComponent)", filePath: file.path(), line: 1, column: 1)
  }
}
