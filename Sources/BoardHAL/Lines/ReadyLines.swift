/// The lines that have something to take, in the order in which they became ready.
///
/// A line stands here at most once. It may have been emptied since it joined; whoever takes it
/// looks. Linked through places of the lines' own, so that joining and taking are a few moves of
/// numbers: both happen for each record.
package struct ReadyLines {
  /// For each line the one behind it, or one of the marks below.
  private var next: [Int32] = []
  private var head = Self.end
  private var tail = Self.end

  private static let end: Int32 = -1
  private static let absent: Int32 = -2

  /// Makes an empty row.
  package init() {}

  package mutating func join(_ line: LineID) {
    while next.count <= line.index { next.append(Self.absent) }
    guard next[line.index] == Self.absent else { return }
    next[line.index] = Self.end
    let number = Int32(truncatingIfNeeded: line.index)
    if tail == Self.end { head = number } else { next[Int(tail)] = number }
    tail = number
  }

  /// The line stands here already: a test that spares whoever would join it a question.
  package func contains(_ line: LineID) -> Bool {
    line.index < next.count && next[line.index] != Self.absent
  }

  /// The line that has waited longest, without taking it.
  package var first: LineID? { head == Self.end ? nil : LineID(Int(head)) }

  package mutating func takeFirst() -> LineID? {
    guard let line = first else { return nil }
    head = next[line.index]
    if head == Self.end { tail = Self.end }
    next[line.index] = Self.absent
    return line
  }
}
