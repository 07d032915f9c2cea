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
      let fits = model.count < capacity
      switch dice.next(below: 7) {
      case 0, 1:
        if fits { model.append(step) }
        guard queue.tryPush(step) == fits else { return fail(seed, step) }
      case 2, 3:
        let expected = model.isEmpty ? nil : model.removeFirst()
        guard queue.tryPop() == expected else { return fail(seed, step) }
      case 4, 5:
        // By thousands, so that there are equals; what came first stays first among them.
        let element = 1000 * Int(dice.next(below: 4)) + step
        let place = model.lastIndex { $0 / 1000 <= element / 1000 }.map { $0 + 1 } ?? 0
        if fits { model.insert(element, at: place) }
        let isTaken = queue.tryInsert(element, before: { $0 / 1000 > element / 1000 })
        guard isTaken == fits else { return fail(seed, step) }
      default:
        let divisor = 2 + Int(dice.next(below: 3))
        let place = model.firstIndex { $0 % divisor == 0 }
        let expected = place.map { model.remove(at: $0) }
        guard queue.remove(where: { $0 % divisor == 0 }) == expected else {
          return fail(seed, step)
        }
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
