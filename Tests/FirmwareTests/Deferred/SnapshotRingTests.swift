import BoardHALMock
import Synchronization
import Testing

@testable import Firmware

@Suite struct `A ring of snapshots` {
  @Test func `delivers in the order of saving, once`() {
    let ring = SnapshotRing<Int>(capacity: 4)
    #expect(ring.hasNews == false)
    for number in 1...3 { ring.push(number) }
    #expect(ring.hasNews == true)
    #expect(ring.drain() == [.value(1), .value(2), .value(3)])
    #expect(ring.hasNews == false)
    #expect(ring.drain() == [])
  }

  @Test(arguments: [1, 2, 8])
  func `holds as many as its capacity`(capacity: Int) {
    let ring = SnapshotRing<Int>(capacity: capacity)
    #expect(
      (0...capacity).map { ring.push($0) } == Array(repeating: true, count: capacity) + [false])
    #expect(ring.drain() == (0..<capacity).map { .value($0) })
  }

  @Test func `S2-17 what is unread is never overwritten`() {
    let ring = SnapshotRing<Int>(capacity: 2)
    for number in 1...9 { ring.push(number) }
    #expect(ring.drain() == [.value(1), .value(2)])
  }

  @Test func `tells what it refused where it was refused`() {
    let ring = SnapshotRing<Int>(capacity: 2)
    for number in 1...5 { ring.push(number) }
    #expect(ring.drain() == [.value(1), .value(2)])
    // Nothing has come after the loss yet, so it is still news.
    #expect(ring.hasNews == true)
    ring.push(6)
    #expect(ring.drain() == [.lost(3), .value(6)])
    #expect(ring.hasNews == false)
  }

  @Test func `tells a loss with nothing after it on the next run`() {
    let ring = SnapshotRing<Int>(capacity: 1)
    ring.push(1)
    ring.push(2)
    #expect(ring.drain() == [.value(1)])
    #expect(ring.drain() == [.lost(1)])
    #expect(ring.drain() == [])
  }

  @Test func `goes on when its cursors wrap`() {
    let ring = SnapshotRing<Int>(capacity: 4)
    ring.head.store(.max - 1, ordering: .relaxed)
    ring.tail.store(.max - 1, ordering: .relaxed)
    for number in 1...6 { ring.push(number) }
    #expect(ring.drain() == (1...4).map { .value($0) })
    #expect(ring.head.load(ordering: .relaxed) == 2)
    ring.push(7)
    #expect(ring.drain() == [.lost(2), .value(7)])
  }

  @Test func `is made with a power of two`() async {
    await #expect(processExitsWith: .failure) { _ = SnapshotRing<Int>(capacity: 0) }
    await #expect(processExitsWith: .failure) { _ = SnapshotRing<Int>(capacity: 3) }
    await #expect(processExitsWith: .failure) { _ = SnapshotRing<Int>(capacity: -1) }
  }

  @Test("loses nothing silently; BOARD_SEED repeats one seed", arguments: Seeds.first(200))
  func model(seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    let capacity = 1 << Int(dice.next(below: 4))
    let ring = SnapshotRing<Int>(capacity: capacity)
    let start = UInt32(truncatingIfNeeded: dice.next())
    ring.head.store(start, ordering: .relaxed)
    ring.tail.store(start, ordering: .relaxed)
    // What is waiting, and what was refused since the last that was taken.
    var model: [Thing] = []
    var held = 0
    var refused = 0
    for step in 1...500 {
      if dice.next(below: 4) > 0 {
        let fits = held < capacity
        if fits {
          if refused > 0 { model.append(.lost(refused)) }
          refused = 0
          held += 1
          model.append(.value(step))
        } else {
          refused += 1
        }
        guard ring.push(step) == fits else { return fail(seed, step) }
      } else {
        if model.isEmpty, refused > 0 {
          model = [.lost(refused)]
          refused = 0
        }
        guard ring.drain() == model else { return fail(seed, step) }
        model = []
        held = 0
      }
    }
  }

  private func fail(_ seed: UInt64, _ step: Int) {
    Issue.record("BOARD_SEED=\(seed), step \(step)")
  }
}

/// An item of a batch, to compare.
enum Thing: Equatable {
  case value(Int)
  case lost(Int)

  init(_ item: Batch<Int>.Item) {
    switch item {
    case .value(let number): self = .value(number)
    case .lost(let count): self = .lost(count)
    }
  }
}

extension SnapshotRing where Snapshot == Int {
  @discardableResult
  borrowing func push(_ number: Int) -> Bool { tryPush(number, request: 0) != .refused }

  /// Does what the dispatcher does around a deferred call.
  borrowing func drain() -> [Thing] {
    let batch = Batch(draining: self, call: 0, connection: 0)
    var things: [Thing] = []
    batch.forEach { things.append(Thing($0)) }
    head.store(batch.head &+ UInt32(batch.count), ordering: .releasing)
    return things
  }
}
