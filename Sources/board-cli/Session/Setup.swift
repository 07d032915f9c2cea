import BoardFiles
import BoardHAL

/// Finds what a command is to work on.
enum Setup {
  /// The board of commands that are told of none.
  static let usualBoard = "mock"

  /// The wiring of a file, or a bare board.
  static func wiring(_ path: String?, board: String?) throws(FileError) -> WiringDescription {
    if let path { return try WiringLoader.load(path: path, board: board) }
    return bare(try BoardLoader.load(named: board ?? usualBoard))
  }

  /// The files of a wiring, or nil for a bare board.
  static func sources(_ path: String?, board: String?) throws(FileError) -> WiringSources? {
    guard let path else { return nil }
    return try WiringSources(path: path, board: board)
  }

  /// A wiring, or a board with nothing wired to it: by the name of a board, or by a file of either.
  static func target(_ target: String?) throws(FileError) -> WiringDescription {
    if let target, BoardLoader.isPath(target), try FileKind.of(path: target) == .wiring {
      return try WiringLoader.load(path: target)
    }
    return bare(try BoardLoader.load(named: target ?? usualBoard))
  }

  /// A board with nothing wired to it.
  static func bare(_ board: BoardDescription) -> WiringDescription {
    WiringDescription(name: board.name, title: board.title, board: board, devices: [])
  }
}
