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
    let report = Report(file: path)
    let bytes = try SourceFile.read(path)
    guard let board else { return try load(bytes, report) { boardNamed(by: &$0) } }
    return try load(bytes, report) { fields in
      _ = fields.node("board")
      return report.take { () throws(FileError) in
        try BoardLoader.load(named: board, beside: path)
      }
    }
  }

  /// Reads the text of a wiring file; `file` is what messages call it.
  ///
  /// Without a `board` the one that the text names is read from the file system.
  public static func load(
    text: String, file: String, board: BoardDescription? = nil
  ) throws(FileError) -> WiringDescription {
    try load(Array(text.utf8), Report(file: file)) { fields in
      guard let board else { return boardNamed(by: &fields) }
      _ = fields.node("board")
      return board
    }
  }

  private static func load(
    _ bytes: [UInt8], _ report: Report, board choose: (inout Fields) -> BoardDescription?
  ) throws(FileError) -> WiringDescription {
    guard var fields = Document.fields(bytes, "the wiring", report) else { throw report.failure }

    let name = fields.required("name", .name)
    let title = fields.optional("title", .text)
    let board = choose(&fields)
    var reader = DeviceReader(board: board, report: report)
    let devices = fields.requiredFields("devices").map { reader.devices($0) }
    let reactions = fields.node("reactions").map {
      ReactionReader(devices: reader.declared, report: report).reactions($0)
    }
    fields.finish()

    guard let name, let board, let devices else { throw report.failure }
    return try report.finish(
      WiringDescription(
        name: name, title: title ?? name, board: board, devices: devices,
        reactions: reactions ?? []))
  }

  /// The board that the file itself names; a path is relative to the file, not to the process.
  private static func boardNamed(by fields: inout Fields) -> BoardDescription? {
    guard let name = fields.required("board", .text) else { return nil }
    let report = fields.report
    let path =
      BoardLoader.isPath(name)
      ? SourceFile.path(name, beside: report.file)
      : BoardLoader.path(of: name, beside: report.file)
    if let path {
      return report.take { () throws(FileError) in try BoardLoader.load(path: path) }
    }
    let unknown = BoardLoader.unknown(name, beside: report.file)
    report.error(
      at: fields.node("board")?.position, unknown.found, allowed: unknown.allowed,
      suggestion: unknown.suggestion)
    return nil
  }
}
