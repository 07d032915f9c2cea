import Glibc

/// A folder of the test alone, which nobody else may enter; removed with what is in it.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array(("/tmp/board-cli-tests-" + String(repeating: "X", count: 6)).utf8CString)
    guard mkdtemp(&template) != nil else { throw Program.Failure(call: "mkdtemp", number: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The paths of the files below this folder.
  var files: [String] { Self.files(in: path).files }

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
