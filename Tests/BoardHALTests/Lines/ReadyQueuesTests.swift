@testable import BoardHAL
import BoardHALMock
import Testing

@Suite struct `The queues of lines that ask` {
  @Test func `are empty to begin with`() {
    let queues = ReadyQueues(lines: 4, processors: 2)
    #expect(queues.mostUrgent(on: 0) == nil)
    #expect(queues.mostUrgent(on: 1) == nil)
  }

  @Test func `give the highest level, and there the oldest line`() {
    var queues = ReadyQueues(lines: 4, processors: 1)
    queues.join(3, at: 5, on: .all)
    queues.join(1, at: 15, on: .all)
    queues.join(0, at: 15, on: .all)
    #expect(queues.mostUrgent(on: 0) == 15)
    #expect(queues.oldest(at: 15, on: 0) == 1)
    #expect(queues.oldest(at: 5, on: 0) == 3)
  }

  @Test(arguments: [0, 1, 2])
  func `a line leaves from head, middle and end`(leaving: Int) {
    var queues = ReadyQueues(lines: 3, processors: 1)
    for line in 0..<3 { queues.join(line, at: 4, on: .all) }
    queues.leave(leaving, at: 4, on: .all)
    for line in 0..<3 where line != leaving {
      #expect(queues.oldest(at: 4, on: 0) == line)
      queues.leave(line, at: 4, on: .all)
    }
    #expect(queues.mostUrgent(on: 0) == nil)
  }

  @Test("do what arrays do; BOARD_SEED repeats one seed", arguments: Seeds.first(200))
  func model(seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    let (lines, processors) = (7, 3)
    var queues = ReadyQueues(lines: lines, processors: processors)
    // The waiting lines, oldest first.
    var model: [(line: Int, level: UInt8, affinity: ProcessorSet)] = []
    for step in 1...500 {
      let line = Int(dice.next(below: UInt64(lines)))
      if let place = model.firstIndex(where: { $0.line == line }) {
        let entry = model.remove(at: place)
        queues.leave(line, at: entry.level, on: entry.affinity)
      } else {
        let level = UInt8(dice.next(below: 16))
        let affinity = ProcessorSet(rawValue: UInt8(dice.next(below: 8)))
        model.append((line, level, affinity))
        queues.join(line, at: level, on: affinity)
      }
      for processor in 0..<processors {
        let waiting = model.filter { $0.affinity.contains(.processor(processor)) }
        let level = waiting.map(\.level).max()
        let found = queues.mostUrgent(on: processor)
        let oldest = found.map { queues.oldest(at: $0, on: processor) }
        guard found == level, oldest == waiting.first(where: { $0.level == level })?.line else {
          Issue.record("BOARD_SEED=\(seed), step \(step), processor \(processor)")
          return
        }
      }
    }
  }
}
