import BoardHAL

extension ValueReader where Value == Pin {
  /// A pin of a board, in any spelling; nothing at all without a board.
  static func pin(on board: BoardDescription?) -> ValueReader {
    guard let board else { return .unreadable }
    return .scalar("a pin, such as GPIO17") { text throws(Misreading) in
      do throws(PinSpelling.Failure) {
        return try PinSpelling.resolve(text, on: board)
      } catch {
        throw .refused(error.found, allowed: error.allowed, suggestion: error.suggestion)
      }
    }
  }
}

extension ValueReader where Value == SerialPortDescription {
  /// A serial port of a board by name or alias, or any other by the path of its device file.
  static func port(on board: BoardDescription?) -> ValueReader {
    guard let board else { return .unreadable }
    let names = board.serialPorts.flatMap { [$0.name] + $0.aliases }
    let allowed = (names + ["or a path such as /dev/ttyUSB0"]).joined(separator: ", ")
    return .scalar(allowed) { text throws(Misreading) in
      if let port = board.serialPort(named: text) { return port }
      if text.hasPrefix("/dev/") { return SerialPortDescription(name: text, path: text) }
      throw .refused(
        "\(board.title) has no serial port \(text.quoted)", allowed: allowed,
        suggestion: Suggestion.nearest(to: text, among: names))
    }
  }
}

extension ValueReader {
  /// Stands in for what depends on a board whose own mistakes are already reported.
  fileprivate static var unreadable: ValueReader {
    ValueReader(allowed: "") { _, _, _ in nil }
  }
}
