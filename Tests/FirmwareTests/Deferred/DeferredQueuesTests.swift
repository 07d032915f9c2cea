import BoardHAL
import Testing

@testable import Firmware

@Suite struct `The queues of deferred calls` {
  @Test(
    "L15 high importance joins at the head, the others at the end",
    arguments: [
      ("mmm", [0, 1, 2]), ("mhm", [1, 0, 2]), ("hhh", [2, 1, 0]), ("lml", [0, 1, 2]),
      ("lhm", [1, 0, 2]), ("mhhl", [2, 1, 0, 3]),
    ])
  func order(importances: String, expected: [Int]) {
    let calls = importances.map { $0 == "h" ? Importance.high : $0 == "m" ? .medium : .low }
    var table = Table(calls)
    for call in calls.indices { table.join(call) }
    #expect(table.takeAll() == expected)
  }

  @Test func `L14 each processor has a queue of its own`() {
    var table = Table([.medium, .medium, .medium], targets: [0, 1, 1])
    for call in 0..<3 { table.join(call) }
    #expect([0, 1].map { table.queues.count(on: $0) } == [1, 2])
    #expect(table.takeAll(on: 1) == [1, 2])
    #expect(table.takeAll(on: 0) == [0])
  }

  @Test(arguments: [0, 1, 2])
  func `L17 a call leaves from wherever it waits`(leaving: Int) {
    var table = Table([.medium, .medium, .medium])
    for call in 0..<3 { table.join(call) }
    table.leave(leaving)
    #expect(table.takeAll() == [0, 1, 2].filter { $0 != leaving })
    table.join(leaving)
    #expect(table.takeAll() == [leaving])
  }
}

/// Queues with the calls that wait in them.
private struct Table: ~Copyable {
  var queues = DeferredQueues(processors: 2)
  let calls: FixedRow<DeferredCall>
  private let memory: RowMemory

  init(_ importances: [Importance], targets: [Int]? = nil) {
    var memory = RowMemory()
    calls = memory.row(count: importances.count) { index in
      var call = DeferredCall()
      call.importance = importances[index]
      call.target = targets?[index] ?? 0
      return call
    }
    self.memory = memory
  }

  mutating func join(_ call: Int) { queues.join(call, in: calls) }

  mutating func leave(_ call: Int) { queues.leave(call, in: calls) }

  mutating func takeAll(on processor: Int = 0) -> [Int] {
    var taken: [Int] = []
    while let call = queues.takeFirst(on: processor, in: calls) { taken.append(call) }
    return taken
  }
}
