#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file with the given content, removed when it is let go of.
package final class TemporaryFile {
  package let path: String

  package init(_ bytes: [UInt8]) throws {
    let (path, descriptor) = try TemporaryName.make("mkstemp") { name -> Int32? in
      let descriptor = mkstemp(&name)
      return descriptor < 0 ? nil : descriptor
    }
    self.path = path
    defer { close(descriptor) }
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { content in
        write(descriptor, content.baseAddress.map { $0 + start }, content.count - start)
      }
      guard count > 0 else { throw TemporaryFileError(call: "write", number: errno) }
      start += count
    }
  }

  package convenience init(_ text: String = "") throws {
    try self.init(Array(text.utf8))
  }

  /// What is in the file now.
  package var text: String {
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
