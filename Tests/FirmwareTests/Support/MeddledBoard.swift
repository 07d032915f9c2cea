import BoardHAL
import BoardHALMock

/// A mock board on which something happens between two calls of firmware.
final class MeddledBoard: ForwardingBackend {
  /// Called before each call is made, with its number from 0.
  var onCall: ((Int) -> Void)?

  /// How many calls firmware has made.
  private(set) var calls = 0

  let base: MockBoard

  init(_ base: MockBoard) { self.base = base }

  private func meddle() {
    onCall?(calls)
    calls += 1
  }

  func open(_ source: LineSource, as line: LineID) throws(BoardError) {
    meddle()
    try base.open(source, as: line)
  }

  func open(_ sources: [LineSource], as lines: [LineID]) throws(BoardError) {
    meddle()
    try base.open(sources, as: lines)
  }

  func close(_ line: LineID) {
    meddle()
    base.close(line)
  }

  func takeReadyLine() -> LineID? {
    meddle()
    return base.takeReadyLine()
  }

  func takeRecord(from line: LineID) -> LineRecord? {
    meddle()
    return base.takeRecord(from: line)
  }

  func wait(until deadline: BoardInstant?) -> Bool {
    meddle()
    return base.wait(until: deadline)
  }

  func value(of line: LineID) throws(BoardError) -> LineValue {
    meddle()
    return try base.value(of: line)
  }
}
