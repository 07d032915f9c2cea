import BoardFiles
import Testing

struct FileKindTests {
  @Test(arguments: [
    ("boards/mock.yaml", FileKind.board), ("boards/raspberry-pi-5.yaml", .board),
    ("wiring/doorbell.yaml", .wiring), ("wiring/echo.yaml", .wiring),
    ("wiring/doorbell.scenario.yaml", .scenario),
  ])
  func `a shipped file is known by its keys`(_ path: String, _ kind: FileKind) throws {
    let root = String(#filePath.dropLast("Tests/BoardFilesTests/FileKindTests.swift".count))
    #expect(try FileKind.of(path: root + path) == kind)
  }

  @Test func `a file that cannot be read is an error, and not a kind`() {
    #expect(throws: FileError.self) { try FileKind.of(path: "/nonexistent.yaml") }
  }
}
