public import BoardHAL

/// The texts of a wiring file and of its board: all that is needed to read the wiring elsewhere.
///
/// A recording carries them, so that it can be replayed on a machine that has neither file.
public struct WiringSources: Sendable, Equatable {
  /// One file, by its name without the directory.
  public struct Text: Sendable, Equatable {
    /// What messages call it.
    public let name: String
    /// What is in it.
    public let text: String

    /// Describes a file.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The wiring file.
  public let wiring: Text

  /// The file of the board.
  public let board: Text

  /// Makes sources out of texts that came from elsewhere.
  public init(wiring: Text, board: Text) {
    self.wiring = wiring
    self.board = board
  }

  /// Reads both files, finding the board as `WiringLoader.load(path:board:)` does.
  ///
  /// Blocks on the file system. Does not look for mistakes beyond what finding the board takes.
  public init(path: String, board name: String? = nil) throws(FileError) {
    wiring = try Self.read(path)
    let report = Report(file: path)
    var fields = Document.fields(Array(wiring.text.utf8), "the wiring", report)
    guard let board = name ?? fields?.required("board", .text) else { throw report.failure }
    let origin =
      BoardLoader.isPath(board)
      ? (name == nil ? SourceFile.path(board, beside: path) : board)
      : BoardLoader.path(of: board, beside: path)
    self.board = try Self.read(origin ?? board)
  }

  /// The wiring that the texts describe.
  ///
  /// Throws every mistake at once.
  public func load() throws(FileError) -> WiringDescription {
    let board = try BoardLoader.load(text: board.text, file: board.name)
    return try WiringLoader.load(text: wiring.text, file: wiring.name, board: board)
  }

  private static func read(_ path: String) throws(FileError) -> Text {
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    return Text(
      name: String(name), text: String(decoding: try SourceFile.read(path), as: UTF8.self))
  }
}
