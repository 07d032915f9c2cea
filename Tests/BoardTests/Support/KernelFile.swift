import Glibc

/// Files through which the kernel is told things, one value a file.
enum KernelFile {
  /// A call that the kernel refused.
  struct Failure: Error {
    let path: String
    let call: String
    let number: Int32
  }

  /// Writes a value.
  static func write(_ value: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(path: path, call: "open", number: errno) }
    defer { close(descriptor) }
    let line = value + "\n"
    guard Glibc.write(descriptor, line, line.utf8.count) == line.utf8.count else {
      throw Failure(path: path, call: "write", number: errno)
    }
  }

  /// Reads a value, without the end of its line.
  static func read(_ path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(path: path, call: "open", number: errno) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count >= 0 else { throw Failure(path: path, call: "read", number: errno) }
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// Makes a folder, which in configfs makes a thing of the kernel.
  static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o755) == 0 else { throw Failure(path: path, call: "mkdir", number: errno) }
  }

  /// Removes a folder.
  static func removeFolder(_ path: String) throws {
    guard rmdir(path) == 0 else { throw Failure(path: path, call: "rmdir", number: errno) }
  }
}

extension KernelFile {
  /// The names in a folder.
  static func entries(of path: String) throws -> [String] {
    guard let folder = opendir(path) else {
      throw Failure(path: path, call: "opendir", number: errno)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }
}
