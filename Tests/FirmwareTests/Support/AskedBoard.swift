import BoardHAL
import BoardHALMock

/// A mock board that says it is a real one, and writes down how it is asked.
final class AskedBoard: ForwardingBackend {
  let base: MockBoard
  private let log: Log

  init(_ base: MockBoard, _ log: Log) {
    self.base = base
    self.log = log
  }

  var capabilities: Capabilities {
    Capabilities(hasVirtualTime: false, hasSequenceNumbers: true, hasDebounce: false)
  }

  func takeReadyLine() -> LineID? {
    let line = base.takeReadyLine()
    log.note(line == nil ? "asked" : "asked: ready")
    return line
  }

  func wait(until deadline: BoardInstant?) -> Bool {
    log.note("wait")
    return base.wait(until: deadline)
  }
}
