import Foundation
import Testing

/// The harness must not take just any failure for the expected one.
@Suite struct HarnessTests {
  @Test func `the expected error satisfies`() throws {
    let refused = Compilation(exitStatus: 1, output: "a.swift:2:1: error: 'x' is inaccessible")
    #expect(try fixture("error: inaccessible").complaints(about: refused) == [])
  }

  @Test func `a program that compiles although it must not is reported`() throws {
    let accepted = Compilation(exitStatus: 0, output: "a.swift:2:1: warning: 'x' is inaccessible")
    #expect(
      try fixture("error: inaccessible").complaints(about: accepted)
        == ["expected error is missing: inaccessible"])
  }

  @Test func `another error than the expected one is reported`() throws {
    let refused = Compilation(
      exitStatus: 1,
      output: """
        a.swift:2:1: error: 'x' is inaccessible
        a.swift:3:1: error: cannot find 'y' in scope
        """)
    #expect(
      try fixture("error: inaccessible").complaints(about: refused)
        == ["unexpected error: cannot find 'y' in scope"])
    #expect(try fixture("compiles").complaints(about: refused).count == 2)
  }

  @Test func `a crash of the compiler is reported, whatever it printed`() throws {
    let crashed = Compilation(exitStatus: 132, output: "a.swift:2:1: error: 'x' is inaccessible")
    #expect(try fixture("error: inaccessible").complaints(about: crashed).count == 1)
  }

  @Test func `a failure without an error is reported`() throws {
    let silent = Compilation(exitStatus: 1, output: "killed")
    #expect(try fixture("compiles").complaints(about: silent).count == 1)
  }

  @Test(arguments: ["", "compiles\n// expect: error: x", "error:", "warning: x"])
  func `a header without a clear expectation is refused`(expectation: String) {
    #expect(throws: Fixture.BadHeader.self) { try fixture(expectation) }
  }

  /// A fixture with this `expect:` line.
  private func fixture(_ expectation: String) throws -> Fixture {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).swift")
    defer { try? FileManager.default.removeItem(at: file) }
    try "// test: name\n// expect: \(expectation)\n".write(
      to: file, atomically: true, encoding: .utf8)
    return try Fixture(file: file)
  }
}
