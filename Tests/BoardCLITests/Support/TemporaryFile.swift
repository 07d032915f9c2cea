import Glibc

/// A file with the given content, removed when it is let go of.
final class TemporaryFile {
  let path: String

  init(_ bytes: [UInt8]) throws {
    var template = Array("/tmp/board-cli-tests-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Program.Failure(call: "mkstemp", number: errno) }
    defer { close(descriptor) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { content in
        Glibc.write(descriptor, content.baseAddress.map { $0 + start }, content.count - start)
      }
      guard count > 0 else { throw Program.Failure(call: "write", number: errno) }
      start += count
    }
  }

  convenience init(_ text: String = "") throws {
    try self.init(Array(text.utf8))
  }

  /// What is in the file now.
  var text: String {
    var bytes: [UInt8] = []
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  deinit {
    unlink(path)
  }
}
