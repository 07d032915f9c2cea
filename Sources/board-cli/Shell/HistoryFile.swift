#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the lines are kept that were typed: `$XDG_STATE_HOME/board-cli/history`.
struct HistoryFile {
  let path: String

  /// Finds the place and makes its folder; nil where there is no home, or no way to write to it.
  init?() {
    let folder: String
    if let state = Self.variable("XDG_STATE_HOME") {
      folder = state
    } else if let home = Self.variable("HOME") {
      folder = home + "/.local/state"
    } else {
      return nil
    }
    var made = ""
    for name in (folder + "/board-cli").split(separator: "/") {
      made += "/\(name)"
      // Folders that are there already are the usual case; whether the last can be used is asked
      // below.
      mkdir(made, 0o700)
    }
    guard access(made, W_OK) == 0 else { return nil }
    path = made + "/history"
  }

  private static func variable(_ name: String) -> String? {
    guard let text = getenv(name).map({ String(cString: $0) }), text.hasPrefix("/") else {
      return nil
    }
    return text
  }
}
