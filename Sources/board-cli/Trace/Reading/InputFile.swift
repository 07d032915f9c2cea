#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

import BoardFiles

/// Reads whole files that are no YAML: traces, which may be large.
enum InputFile {
  /// Reads a file, or standard input for `-`.
  ///
  /// Blocks on the file system. Devices are refused, because some of them never end.
  ///
  /// - Throws: `FileError` that says why it could not be read.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    if path == "-" { return try readAll(STDIN_FILENO, "standard input") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw refusal(path, "cannot be opened: \(SystemText.reason(errno))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw refusal(path, "cannot be examined: \(SystemText.reason(errno))")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFIFO: return try readAll(descriptor, path)
    case S_IFDIR: throw refusal(path, "is a directory")
    default: throw refusal(path, "is not a file")
    }
  }

  private static func readAll(_ descriptor: Int32, _ name: String) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw refusal(name, "cannot be read: \(SystemText.reason(errno))")
      }
    }
  }

  private static func systemRead(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func refusal(_ path: String, _ found: String) -> FileError {
    FileError([Diagnostic(file: path, found: found, allowed: "a trace")])
  }
}
