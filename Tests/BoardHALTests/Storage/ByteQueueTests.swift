import BoardHAL
import Testing

@Suite struct ByteQueueTests {
  @Test func `hands out what was put in, in pieces as large as they are taken`() {
    var queue = ByteQueue(capacity: 5)
    var sent: [[UInt8]] = []
    for byte in 1...5 { #expect(queue.tryPush(UInt8(byte)) == true) }
    #expect(queue.tryPush(6) == false)
    #expect(queue.drain { take($0, atMost: 3, into: &sent) } == false)
    #expect(queue.count == 2)
    for byte in 6...8 { #expect(queue.tryPush(UInt8(byte)) == true) }
    // The ring's end lies between 5 and 6, so they come in two pieces.
    #expect(queue.drain { take($0, atMost: 9, into: &sent) } == true)
    #expect(sent == [[1, 2, 3], [4, 5], [6, 7, 8]])
    #expect(queue.isEmpty == true)
    #expect(queue.drain { take($0, atMost: 9, into: &sent) } == true)
  }

  @Test func `what is not taken stays in front`() {
    var queue = ByteQueue(capacity: 4)
    var sent: [[UInt8]] = []
    for byte in 1...4 { _ = queue.tryPush(UInt8(byte)) }
    for _ in 1...3 { #expect(queue.drain { take($0, atMost: 1, into: &sent) } == false) }
    #expect(queue.drain { _ in 0 } == false)
    #expect(queue.drain { take($0, atMost: 1, into: &sent) } == true)
    #expect(sent == [[1], [2], [3], [4]])
  }

  @Test(arguments: [0, 1, 2, 3, 4])
  func `takes bytes together wherever its ring ends`(start: Int) {
    var queue = ByteQueue(capacity: 5)
    var sent: [[UInt8]] = []
    for _ in 0..<start { _ = queue.tryPush(0) }
    _ = queue.drain { $0.count }
    #expect(push([1, 2, 3, 4], to: &queue) == true)
    #expect(queue.drain { take($0, atMost: 9, into: &sent) } == true)
    #expect(sent.flatMap { $0 } == [1, 2, 3, 4])
  }

  @Test func `takes all of the bytes that come together or none`() {
    var queue = ByteQueue(capacity: 4)
    var sent: [[UInt8]] = []
    #expect(push([], to: &queue) == true)
    #expect(push([1, 2, 3], to: &queue) == true)
    #expect(push([4, 5], to: &queue) == false)
    #expect(push([4], to: &queue) == true)
    #expect(push([], to: &queue) == true)
    #expect(queue.drain { take($0, atMost: 9, into: &sent) } == true)
    #expect(sent == [[1, 2, 3, 4]])
  }

  @Test func `forgetting tells how much`() {
    var queue = ByteQueue(capacity: 4)
    for byte in 1...3 { _ = queue.tryPush(UInt8(byte)) }
    #expect(queue.removeAll() == 3)
    #expect(queue.isEmpty == true)
    #expect(queue.removeAll() == 0)
  }

  private func push(_ bytes: [UInt8], to queue: inout ByteQueue) -> Bool {
    queue.tryPush(bytes.span)
  }

  private func take(_ piece: Span<UInt8>, atMost limit: Int, into sent: inout [[UInt8]]) -> Int {
    let taken = min(piece.count, limit)
    sent.append((0..<taken).map { piece[$0] })
    return taken
  }
}
