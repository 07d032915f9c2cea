import BoardHAL
import Testing

@testable import BoardHALMock

@Suite struct FIFOTests {
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `behaves as an array that is emptied from the front`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var queue = FIFO<UInt64>()
    var model: [UInt64] = []
    for step in 0..<2_000 as Range<UInt64> {
      if generator.next(below: 5) < 3 {
        queue.append(step)
        model.append(step)
      } else {
        #expect(queue.popFirst() == (model.isEmpty ? nil : model.removeFirst()))
      }
      #expect(queue.count == model.count)
      #expect(queue.first == model.first)
      #expect(queue.last == model.last)
    }
  }

  @Test func `the last element can be exchanged`() {
    var queue = FIFO<Int>()
    queue.append(1)
    queue.append(2)
    queue.last = 3
    #expect(queue.popFirst() == 1)
    #expect(queue.popFirst() == 3)
    #expect(queue.isEmpty)
  }
}
