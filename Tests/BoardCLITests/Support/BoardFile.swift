import BoardFiles
import BoardHAL

/// Boards as they are shipped.
enum BoardFile {
  static func mock() throws -> BoardDescription {
    try BoardLoader.load(path: Repository.path("boards/mock.yaml"))
  }
}
