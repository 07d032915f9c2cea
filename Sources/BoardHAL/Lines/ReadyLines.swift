/// The lines that have something to take, in the order in which they became ready.
///
/// A line stands here at most once. It may have been emptied since it joined; whoever takes it
/// looks.
package struct ReadyLines {
  private var waiting = FIFO<LineID>()
  private var isWaiting: [Bool] = []

  /// Makes an empty row.
  package init() {}

  package mutating func join(_ line: LineID) {
    while isWaiting.count <= line.index { isWaiting.append(false) }
    guard !isWaiting[line.index] else { return }
    isWaiting[line.index] = true
    waiting.append(line)
  }

  /// The line that has waited longest, without taking it.
  package var first: LineID? { waiting.first }

  package mutating func takeFirst() -> LineID? {
    guard let line = waiting.popFirst() else { return nil }
    isWaiting[line.index] = false
    return line
  }
}
