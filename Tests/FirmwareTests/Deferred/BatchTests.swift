import Testing

@testable import Firmware

@Suite struct `A batch` {
  @Test func `is read in place while more comes in`() {
    let ring = SnapshotRing<Int>(capacity: 4)
    for number in 1...2 { ring.push(number) }
    let batch = Batch(draining: ring, call: 3, connection: 1)
    for number in 3...5 { ring.push(number) }
    #expect(batch.count == 2)
    #expect((0..<batch.count).map { batch[$0] } == [1, 2])
    #expect(batch.lost == 0)
    #expect(batch.call == 3)
    #expect(batch.connection == 1)
  }

  @Test func `adds up what was lost`() {
    let ring = SnapshotRing<Int>(capacity: 1)
    for number in 1...3 { ring.push(number) }
    _ = ring.drain()
    let trailing = Batch(draining: ring, call: 0, connection: 0)
    #expect(trailing.count == 0)
    #expect(trailing.isEmpty == false)
    #expect(trailing.lost == 2)
    let empty = Batch(draining: ring, call: 0, connection: 0)
    #expect(empty.isEmpty == true)
    #expect(empty.lost == 0)
  }

  @Test func `tells the request that was current when each was saved`() {
    let ring = SnapshotRing<Int>(capacity: 2)
    _ = ring.tryPush(1, request: 0)
    _ = ring.tryPush(2, request: 9)
    let batch = Batch(draining: ring, call: 0, connection: 0)
    #expect(batch.request(at: 0) == nil)
    #expect(batch.request(at: 1)?.number == 9)
  }

  @Test func `ends early when its reader throws`() {
    let ring = SnapshotRing<Int>(capacity: 4)
    for number in 1...3 { ring.push(number) }
    let batch = Batch(draining: ring, call: 0, connection: 0)
    var seen = 0
    #expect(throws: Enough.self) {
      try batch.forEach { _ throws(Enough) in
        seen += 1
        if seen == 2 { throw Enough() }
      }
    }
    #expect(seen == 2)
  }

  @Test func `traps outside`() async {
    await #expect(processExitsWith: .failure) {
      let ring = SnapshotRing<Int>(capacity: 4)
      ring.push(1)
      let batch = Batch(draining: ring, call: 0, connection: 0)
      print(batch[1])
    }
  }
}

private struct Enough: Error {}
