import ArgumentParser
import BoardFiles
import BoardHALLinux

/// What a shell offers for lines, chips and boards when the tab key is pressed.
enum LineCompletion {
  /// Names of lines, and chip and offset of those that have none.
  static let lines = CompletionKind.custom { _, _, _ in names }

  /// The same with the sign behind which a value stands.
  static let assignments = CompletionKind.custom { _, _, _ in names.map { $0 + "=" } }

  static let chips = CompletionKind.custom { _, _, _ in directory?.chips.map(\.name) ?? [] }

  static let boards = CompletionKind.custom { _, _, _ in BoardLoader.names() }

  private static var directory: LineDirectory? { try? LineDirectory() }

  private static var names: [String] {
    directory?.lines.map { $0.name ?? "\($0.chip.name):\($0.offset)" } ?? []
  }
}
