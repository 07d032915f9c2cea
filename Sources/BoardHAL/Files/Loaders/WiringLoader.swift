public import BoardHAL

/// Reads the files of `wiring/` and resolves them against a board.
public enum WiringLoader {
  /// Reads a wiring file.
  ///
  /// The board is the one the file names, unless `board` names another; see
  /// `BoardLoader.load(named:beside:)`. Blocks on the file system. Throws every mistake of the
  /// file, and of the board file, at once.
  public static func load(
    path: String, board: String? = nil
  ) throws(FileError) -> WiringDescription {
    let bytes = try SourceFile.read(path)
    let choice = try board.map { name throws(FileError) in
      try BoardLoader.load(named: name, beside: path)
    }
    return try load(bytes: bytes, file: path, board: choice)
  }

  /// Reads the text of a wiring file; `file` is what messages call it.
  ///
  /// Without a `board` the one that the text names is read from the file system.
  public static func load(
    text: String, file: String, board: BoardDescription? = nil
  ) throws(FileError) -> WiringDescription {
    try load(bytes: Array(text.utf8), file: file, board: board)
  }

  private static func load(
    bytes: [UInt8], file: String, board choice: BoardDescription?
  ) throws(FileError) -> WiringDescription {
    let report = Report(file: file)
    guard var fields = Document.fields(bytes, "the wiring", report) else { throw report.failure }

    let name = fields.required("name", .name)
    let title = fields.optional("title", .text)
    let boardNode = fields.node("board")
    let devices = fields.requiredFields("devices")
    let reactions = fields.node("reactions")
    fields.finish()

    let board = choice ?? boardNamed(by: boardNode, fields, report)
    guard let board else { throw report.failure }
    var reader = DeviceReader(board: board, report: report)
    let read = devices.map { reader.devices($0) } ?? []
    let reactionList = reactions.map {
      ReactionReader(devices: reader.declared, report: report).reactions($0)
    }
    return try report.finish(
      name.map {
        WiringDescription(
          name: $0, title: title ?? $0, board: board, devices: read,
          reactions: reactionList ?? [])
      })
  }

  private static func boardNamed(
    by node: YAMLNode?, _ fields: Fields, _ report: Report
  ) -> BoardDescription? {
    guard let node else {
      report.error(at: fields.position, "\(fields.subject) has no \"board\"")
      return nil
    }
    guard let name = ValueReader.text.read(node, "board", report) else { return nil }
    let path =
      BoardLoader.isPath(name) ? name : BoardLoader.path(of: name, beside: report.file)
    guard let path else {
      let unknown = BoardLoader.unknown(name, beside: report.file)
      report.error(
        at: node.position, unknown.found, allowed: unknown.allowed,
        suggestion: unknown.suggestion)
      return nil
    }
    do throws(FileError) {
      return try BoardLoader.load(path: path)
    } catch {
      report.add(error)
      return nil
    }
  }
}
