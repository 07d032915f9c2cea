#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The folder of the control sockets: of one user, and closed to all others.
///
/// `$XDG_RUNTIME_DIR/board-cli`, which the system keeps for the user alone; or where there is none,
/// `/tmp/board-cli-UID`, which is used only if it belongs to the user and nobody else may enter.
enum ControlFolder {
  static let suffix = ".sock"

  /// The folder, made if it is not there.
  static func make() throws(ControlError) -> String {
    let path = path
    if mkdir(path, 0o700) != 0, errno != EEXIST {
      throw .system("mkdir", path, errno, remedy: "set XDG_RUNTIME_DIR to a folder of your own")
    }
    try check(path)
    return path
  }

  /// The names of the sockets in it, without `.sock`; none if there is no folder.
  static func names() throws(ControlError) -> [String] {
    guard access(path, F_OK) == 0 else { return [] }
    try check(path)
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(suffix) { names.append(String(name.dropLast(suffix.count))) }
    }
    return names.sorted()
  }

  /// The socket of this name.
  static func socket(_ name: String) -> String { "\(path)/\(name)\(suffix)" }

  /// Takes the address of a session away that has ended without doing so.
  static func remove(_ name: String) {
    unlink(socket(name))
  }

  private static var path: String {
    if let runtime = getenv("XDG_RUNTIME_DIR").map({ String(cString: $0) }), runtime.hasPrefix("/")
    {
      return runtime + "/board-cli"
    }
    return "/tmp/board-cli-\(geteuid())"
  }

  /// Refuses a folder that somebody else made, or may enter.
  private static func check(_ path: String) throws(ControlError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw .system("lstat", path, errno, remedy: "set XDG_RUNTIME_DIR to a folder of your own")
    }
    guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
      status.st_mode & 0o077 == 0
    else {
      throw ControlError(
        "\(path): error: it is not a folder that you alone may enter; remove it, or chmod 700 it")
    }
  }
}
