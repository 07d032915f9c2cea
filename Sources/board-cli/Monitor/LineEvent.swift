import BoardHAL
import BoardHALLinux

/// A line that is watched, and what it is called.
///
/// A class because each event has it: a value's many strings would be counted up and down for each.
final class WatchedLine: Sendable {
  /// As it was asked for, in quotes unless they are not wanted.
  let title: String
  let line: LineListing

  init(title: String, line: LineListing) {
    self.title = title
    self.line = line
  }
}

/// An edge that a watched line reported, with its place among those of all watched lines.
struct LineEvent {
  let line: WatchedLine
  let record: EdgeRecord

  /// Counts the edges of all watched lines from 1, lost and merged ones included.
  let number: UInt64

  /// The time since the edge before it on the same line; nil for the first.
  let delta: Nanoseconds?
}

extension LineEvent {
  /// What is missing just before the event, or wrong with it, a phrase each; mostly empty.
  var losses: [String] {
    guard !record.loss.isEmpty else { return [] }
    var losses: [String] = []
    if record.lost > 0 {
      losses.append("lost \(count(record.lost)): the kernel's buffer was full")
    }
    if record.merged > 0 {
      losses.append(
        "merged \(count(record.merged)), of this line or others: they came too fast")
    }
    if record.loss.contains(.sameDirection) {
      losses.append("lost at least 1 edge: the one before went the same way")
    }
    if record.loss.contains(.resync) {
      losses.append("lost at least 1 edge: the line was read, and was not what it had said last")
    }
    return losses
  }

  /// The same for programs, as `%g` prints it: `-`, or words with commas between.
  var gap: String {
    var words: [String] = []
    if record.lost > 0 { words.append("lost=\(record.lost)") }
    if record.merged > 0 { words.append("merged=\(record.merged)") }
    if record.loss.contains(.sameDirection) { words.append("same-direction") }
    if record.loss.contains(.resync) { words.append("resync") }
    return words.isEmpty ? "-" : words.joined(separator: ",")
  }

  private func count(_ edges: UInt32) -> String { "\(edges) \(edges == 1 ? "edge" : "edges")" }
}

extension Edge {
  /// The word of listings and formats.
  var word: String { self == .rising ? "rising" : "falling" }
}
