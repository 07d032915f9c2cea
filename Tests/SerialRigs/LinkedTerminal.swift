import Glibc

/// A far end that goes and comes: a pseudo-terminal behind a link, which is the port's stable name.
package final class LinkedTerminal: FarEnd {
  /// The link, under which the board finds the port.
  package let path: String

  private var terminal: PseudoTerminal

  package init() throws {
    var template = Array("/tmp/board-port-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw PseudoTerminalError(number: errno) }
    let folder = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = folder + "/port"
    terminal = try PseudoTerminal()
    symlink(terminal.path, path)
  }

  deinit {
    unlink(path)
    rmdir(String(path.dropLast("/port".count)))
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
