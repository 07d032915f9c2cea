#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where standard output goes, and what may be written there.
struct Terminal {
  /// Somebody watches.
  let isInteractive: Bool

  /// Colour is wanted: a terminal that has it, and no word against it (https://no-color.org).
  let hasColour: Bool

  /// A line can be edited here: a terminal that moves its cursor.
  let canEdit: Bool

  /// Looks at standard output and the environment.
  static var current: Terminal {
    Terminal(
      isInteractive: isatty(STDOUT_FILENO) == 1, noColour: variable("NO_COLOR"),
      term: variable("TERM"))
  }

  /// Judges by what the environment says.
  init(isInteractive: Bool, noColour: String?, term: String?) {
    self.isInteractive = isInteractive
    canEdit = isInteractive && term != nil && term != "dumb"
    hasColour = isInteractive && (noColour ?? "").isEmpty && term != nil && term != "dumb"
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
