/// A file that holds what was shown of a port: its bytes, times, and errors where they happened.
final class PortLog {
  /// Where the file is.
  let path: String

  private var file: OutputFile

  /// Creates the file, or goes on at its end.
  init(_ path: String, appends: Bool) throws(OutputError) {
    self.path = path
    file = try appends ? OutputFile(appendingTo: path) : OutputFile(creating: path)
  }

  /// Why nothing is written any more, or nil.
  var failure: OutputError? { file.failure }

  /// Appends bytes, to be written with the next `flush`.
  func append(_ bytes: [UInt8]) { file.append(contentsOf: bytes) }

  /// Writes what has gathered, so that a program that is killed loses nothing it showed.
  func flush() { file.flush() }

  /// Closes the file.
  ///
  /// - Throws: why something is missing in it.
  func finish() throws(OutputError) {
    file.finish()
    if let failure = file.failure { throw failure }
  }

  /// A name for the log of a port: `board-cli_ttyUSB0_2026-11-21T09:05:03.log`.
  static func name(for port: String, at time: WallTime) -> String {
    let last = port.split(separator: "/").last.map(String.init) ?? port
    return "board-cli_\(last)_\(time.date)T\(time.clock.prefix(8)).log"
  }
}
