#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The error numbers that have a remedy, and what the system says about each.
enum SystemText {
  static let brokenPipe = EPIPE
  static let diskFull = ENOSPC
  static let noSuchFile = ENOENT
  static let accessDenied = EACCES
  static let readOnly = EROFS
  static let isDirectory = EISDIR

  /// What the system calls an error.
  static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
