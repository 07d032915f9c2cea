import Glibc
import TemporaryFiles

/// A far end that goes and comes: a pseudo-terminal behind a link, which is the port's stable name.
package final class LinkedTerminal: FarEnd {
  /// The link, under which the board finds the port.
  package var path: String { folder.path + "/port" }

  private let folder: TemporaryFolder
  private var terminal: PseudoTerminal

  package init() throws {
    folder = try TemporaryFolder()
    terminal = try PseudoTerminal()
    symlink(terminal.path, path)
  }

  package func send(_ bytes: ArraySlice<UInt8>) -> Int { terminal.send(bytes) }

  package func hearNow() -> [UInt8] { terminal.hearNow() }

  package var wireForgets: Bool { true }

  package func sendBreak() -> Bool { false }

  package func goAway() -> Bool {
    unlink(path)
    terminal.hangUp()
    return true
  }

  package func comeBack() throws -> Bool {
    terminal = try PseudoTerminal()
    symlink(terminal.path, path)
    return true
  }
}
