import Glibc

/// A small text file, as the kernel has many; one that cannot be read is empty.
struct SystemFile {
  let lines: [Substring]

  init(_ path: String) {
    guard let file = fopen(path, "r") else {
      lines = []
      return
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 {
      bytes += piece.prefix(count)
    }
    lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  /// What a folder holds.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
