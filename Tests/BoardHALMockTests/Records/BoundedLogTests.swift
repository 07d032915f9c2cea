import Testing

@testable import BoardHALMock

@Suite struct BoundedLogTests {
  @Test func `keeps the newest in order and counts the rest`() {
    var log = BoundedLog<Int>(capacity: 3)
    for number in 0..<8 { log.append(number) }
    #expect(log.entries == [5, 6, 7])
    #expect(log.dropped == 5)
  }

  @Test func `a taken log begins anew and keeps counting`() {
    var log = BoundedLog<Int>(capacity: 2)
    for number in 0..<3 { log.append(number) }
    #expect(log.takeAll() == [1, 2])
    #expect(log.entries.isEmpty)
    for number in 3..<6 { log.append(number) }
    #expect(log.entries == [4, 5])
    #expect(log.dropped == 2)
  }

  @Test func `without capacity everything is only counted`() {
    var log = BoundedLog<Int>(capacity: 0)
    log.append(1)
    #expect(log.entries.isEmpty)
    #expect(log.dropped == 1)
  }
}
