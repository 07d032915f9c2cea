import BoardHAL
import BoardHALMock
import Testing

@Suite struct `A queue of fixed size` {
  @Test func `gives back in the order of arrival`() {
    var queue = FixedQueue<Int>(capacity: 3)
    #expect((1...3).map { queue.tryPush($0) } == [true, true, true])
    #expect(queue.first == 1)
    #expect(queue.count == 3)
    #expect((1...4).map { _ in queue.tryPop() } == [1, 2, 3, nil])
    #expect(queue.first == nil)
  }

  @Test func `refuses when it is full, and keeps what it has`() {
    var queue = FixedQueue<Int>(capacity: 1)
    #expect(queue.tryPush(1) == true)
    #expect(queue.tryPush(2) == false)
    #expect(queue.tryPop() == 1)
    #expect(queue.tryPush(3) == true)
  }

  @Test func `without places refuses everything`() {
    var queue = FixedQueue<Int>(capacity: 0)
    #expect(queue.tryPush(1) == false)
    #expect(queue.tryPop() == nil)
  }

  @Test func `lets go of what was taken`() {
    var queue = FixedQueue<Witness>(capacity: 2)
    var witness: Witness? = Witness()
    weak let kept = witness
    if let witness { _ = queue.tryPush(witness) }
    witness = nil
    #expect(kept != nil)
    _ = queue.tryPop()
    #expect(kept == nil)
  }

  @Test("does what an array does; BOARD_SEED repeats one seed", arguments: Seeds.first(200))
  func model(seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    let capacity = Int(dice.next(below: 6))
    var queue = FixedQueue<Int>(capacity: capacity)
    var model: [Int] = []
    for step in 1...500 {
      if dice.next(below: 2) == 0 {
        let fits = model.count < capacity
        if fits { model.append(step) }
        guard queue.tryPush(step) == fits else { return fail(seed, step) }
      } else {
        let expected = model.isEmpty ? nil : model.removeFirst()
        guard queue.tryPop() == expected else { return fail(seed, step) }
      }
      guard queue.first == model.first, queue.count == model.count, queue.isEmpty == model.isEmpty,
        queue.capacity == capacity
      else { return fail(seed, step) }
    }
  }

  private func fail(_ seed: UInt64, _ step: Int) {
    Issue.record("BOARD_SEED=\(seed), step \(step)")
  }
}

private final class Witness {}
