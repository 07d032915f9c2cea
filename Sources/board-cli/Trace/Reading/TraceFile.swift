import BoardFiles
import BoardHAL
import Firmware

/// A trace that was read back: what happened in a run, in order.
struct TraceFile {
  /// One happening, and the line that tells it.
  struct Entry {
    /// The number of its line in the file, from 1.
    let line: Int
    /// The line as it stands in the file, without its end.
    let text: ArraySlice<UInt8>
    /// What it says.
    let event: TraceEvent
    /// All bytes that went with it: received, sent, or a text.
    let bytes: [UInt8]
  }

  /// What people call the file.
  let name: String
  /// What the trace is of.
  let header: TraceHeader
  /// The happenings; kinds that this program does not know are left out.
  let entries: [Entry]
  /// How many happenings the recorder had no room for.
  let dropped: Int
  /// What the numbers of the entries are called.
  let names: TraceDirectory

  /// Reads a trace file, or standard input for `-`.
  ///
  /// - Throws: `FileError` with every damaged line, or why the file is no trace.
  init(path: String) throws(FileError) {
    try self.init(try InputFile.read(path), name: path == "-" ? "standard input" : path)
  }

  /// Reads the text of a trace; `name` is what messages call it.
  init(_ bytes: [UInt8], name: String) throws(FileError) {
    self.name = name
    let progress = Progress("reading \(name)", of: bytes.count)
    // Also when it is damaged: what is said of that stands on a line of its own.
    defer { progress.end() }
    var lines = bytes.split(
      separator: UInt8(ascii: "\n"), maxSplits: .max, omittingEmptySubsequences: false)[...]
    // Behind the end of the last line there is nothing.
    let isWhole = lines.last?.isEmpty == true
    if isWhole { lines.removeLast() }
    guard let first = lines.first else {
      throw Self.error(name, nil, "is empty", "a trace, as board-cli run --record writes it")
    }
    guard isWhole || lines.count == 1 else {
      throw Self.error(
        name, lines.count, "the trace is cut short in the middle of this line",
        "a whole recording; record again, and let the run come to its end")
    }
    header = try TraceHeader(first, file: name)
    var decoder = TraceDecoder(header)
    var entries: [Entry] = []
    var diagnostics: [Diagnostic] = []
    var end: TraceDecoder.End?
    var happenings = 0
    for (index, text) in lines.enumerated().dropFirst() {
      progress.show(text.startIndex)
      do throws(TraceMistake) {
        switch try decoder.decode(text) {
        case .happening(let event, let bytes):
          happenings += 1
          entries.append(Entry(line: index + 1, text: text, event: event, bytes: bytes))
        case .unknown:
          happenings += 1
        case .end(let numbers):
          end = numbers
        }
      } catch {
        diagnostics.append(error.diagnostic(file: name, line: index + 1))
      }
      // What stands behind the last line, such as a summary, is not the trace's.
      if end != nil { break }
    }
    guard diagnostics.isEmpty else { throw FileError(Self.shortened(diagnostics, file: name)) }
    guard let end else {
      throw Self.error(
        name, lines.count, "the trace is cut short: its last line is missing",
        "{\"end\":…} on the last line; record again, and let the run come to its end")
    }
    guard end.count == happenings else {
      throw Self.error(
        name, happenings + 2, "the trace has \(happenings) happenings, and had \(end.count)",
        "a trace as it was recorded")
    }
    self.entries = entries
    dropped = end.dropped
    names = decoder.names
  }

  static func error(
    _ file: String, _ line: Int?, _ found: String, _ allowed: String?
  ) -> FileError {
    FileError([
      Diagnostic(
        file: file, position: line.map { SourcePosition(line: $0, column: 1) }, found: found,
        allowed: allowed)
    ])
  }

  /// A file that is all wrong is not said to be so a million times.
  private static func shortened(_ diagnostics: [Diagnostic], file: String) -> [Diagnostic] {
    let limit = 20
    guard diagnostics.count > limit else { return diagnostics }
    return diagnostics.prefix(limit) + [
      Diagnostic(file: file, found: "\(diagnostics.count - limit) more lines are damaged")
    ]
  }
}
