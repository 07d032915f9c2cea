#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files as bytes: the only place of this module that asks the operating system.
package enum SourceFile {
  /// The most bytes a file may have; the largest shipped one has 4 kB.
  static let sizeLimit = 1_048_576

  /// Reads a whole file, of which at most one byte more than `sizeLimit`.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw refusal(path, "\(path.quoted) is not a path")
    }
    // Non-blocking, or opening a named pipe would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw refusal(path, "cannot be opened: \(reason(errno))") }
    defer { close(descriptor) }

    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw refusal(path, "cannot be examined: \(reason(errno))")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw refusal(path, "is a directory")
    default: throw refusal(path, "is not a regular file")
    }
    return try readAll(descriptor, path)
  }

  /// The lines of a file that was read before, for messages that show where something stands.
  package static func lines(_ path: String) throws(FileError) -> [Substring] {
    String(decoding: try read(path), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The path that `path` means when `file` says it: relative ones start in the file's directory.
  static func path(_ path: String, beside file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return file[...slash] + path
  }

  /// True if there is a file or anything else at this path.
  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// The names in a directory, or none if it cannot be read.
  static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted()
  }

  private static func readAll(_ descriptor: Int32, _ path: String) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count <= sizeLimit {
      let count = Self.fill(&buffer, from: descriptor)
      guard count >= 0 else { throw refusal(path, "cannot be read: \(reason(errno))") }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  private static func fill(_ buffer: inout [UInt8], from descriptor: Int32) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { unsafe in
        Self.systemRead(descriptor, unsafe.baseAddress, unsafe.count)
      }
      if count >= 0 || errno != EINTR { return count }
    }
  }

  private static func systemRead(
    _ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, start, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, start, count)
    #elseif canImport(Darwin)
      Darwin.read(descriptor, start, count)
    #endif
  }

  private static func refusal(_ path: String, _ found: String) -> FileError {
    FileError([Diagnostic(file: path, found: found, allowed: "a readable YAML file")])
  }

  private static func reason(_ code: Int32) -> String {
    String(cString: strerror(code))
  }
}
