#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of the test alone, which nobody else may enter; removed with what is in it.
package final class TemporaryFolder {
  package let path: String

  package init() throws {
    path = try TemporaryName.make("mkdtemp") { mkdtemp(&$0) }.path
  }

  /// The paths of the files below this folder.
  package var files: [String] { Self.files(in: path).files }

  deinit {
    let (files, folders) = Self.files(in: path)
    for file in files { unlink(file) }
    for folder in folders.reversed() { rmdir(folder) }
  }

  private static func files(in folder: String) -> (files: [String], folders: [String]) {
    guard let stream = opendir(folder) else { return ([], []) }
    defer { closedir(stream) }
    var files: [String] = []
    var folders = [folder]
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      let path = "\(folder)/\(name)"
      if Int32(entry.pointee.d_type) == DT_DIR {
        let below = Self.files(in: path)
        files += below.files
        folders += below.folders
      } else {
        files.append(path)
      }
    }
    return (files.sorted(), folders)
  }
}
