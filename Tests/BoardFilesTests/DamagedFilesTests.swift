import BoardHAL
import Testing

@testable import BoardFiles

/// Shipped files with damage: every one loads or is refused with a place, and none brings us down.
struct DamagedFilesTests {
  static let files = ["wiring/doorbell.yaml", "wiring/echo.yaml", "wiring/doorbell.scenario.yaml"]

  private func text(_ file: String) throws -> [UInt8] {
    try SourceFile.read("\(repository)/\(file)")
  }

  /// True if the text loads, or every mistake in it says where it is and what it is.
  private func isAnswered(
    _ bytes: some Collection<UInt8>, of file: String, _ doorbell: WiringDescription
  ) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(FileError) {
      if file.hasSuffix(".scenario.yaml") {
        _ = try ScenarioLoader.load(text: text, file: file, wiring: doorbell)
      } else {
        _ = try WiringLoader.load(text: text, file: file, board: doorbell.board)
      }
    } catch {
      guard !error.diagnostics.isEmpty else { return false }
      return error.diagnostics.allSatisfy { $0.position != nil && !$0.found.isEmpty }
    }
    return true
  }

  @Test(arguments: files)
  func `a file cut short anywhere is answered`(file: String) throws {
    let bytes = try text(file)
    let wiring = try doorbell()
    for end in bytes.indices {
      #expect(isAnswered(bytes[..<end], of: file, wiring), "cut at byte \(end)")
    }
  }

  @Test(arguments: files)
  func `a file with a wrong byte anywhere is answered`(file: String) throws {
    let original = try text(file)
    let wiring = try doorbell()
    for index in original.indices {
      var bytes = original
      bytes[index] = Array("{}[]:,*&!-#\t\"'0Z".utf8)[index % 16]
      #expect(isAnswered(bytes, of: file, wiring), "byte \(index)")
    }
  }

  // Seconds alone; minutes with the thread sanitizer, or emulated, beside all the others.
  @Test(.timeLimit(.minutes(15)))
  func `a megabyte of mistakes is answered in time`() throws {
    let keys = (0..<60_000).map { "k\($0): 1\n" }.joined()
    let found = try wiringMistakes("name: a\nboard: mock\ndevices: {}\n" + keys)
    #expect(found.count == 60_000)
  }
}
