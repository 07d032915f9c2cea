/// Why a file could not be written: its name, the system's reason, and a remedy.
struct OutputError: Error, Equatable, CustomStringConvertible {
  /// What people call the file.
  let name: String

  /// The number of the system's reason.
  let number: Int32

  var description: String {
    "\(name): error: cannot be written: \(SystemText.reason(number)); \(remedy)"
  }

  /// The reader of a pipe has gone: no fault of ours, and nobody there to be told.
  var isBrokenPipe: Bool { number == SystemText.brokenPipe }

  private var remedy: String {
    switch number {
    case SystemText.diskFull: "free some space, or write elsewhere"
    case SystemText.noSuchFile: "make its directory first"
    case SystemText.accessDenied, SystemText.readOnly:
      "choose a directory in which you may write"
    case SystemText.isDirectory: "name a file in it"
    default: "write elsewhere"
    }
  }
}
