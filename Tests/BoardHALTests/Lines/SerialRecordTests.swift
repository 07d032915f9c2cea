import BoardHAL
import Testing

@Suite struct `A serial record` {
  @Test(arguments: [
    (0, 0, 0), (5, 0, 5), (64, 0, 64), (70, 0, 64), (70, 64, 6), (70, 70, 0), (3, 9, 0),
  ])
  func `takes as many bytes as fit`(length: Int, start: Int, taken: Int) {
    let bytes = (0..<length).map { UInt8($0 + 1) }
    let record = SerialRecord(time: .start, bytes: bytes, from: start)
    #expect(record.kind == .bytes)
    #expect(Int(record.count) == taken)
    #expect((0..<taken).map { record.byte(at: $0) } == Array(bytes.dropFirst(start).prefix(taken)))
  }

  @Test func `in pieces gives the whole back`() {
    let bytes = (0..<100).map { UInt8($0) }
    var joined: [UInt8] = []
    while joined.count < bytes.count {
      let record = SerialRecord(time: .start, bytes: bytes, from: joined.count)
      joined += (0..<Int(record.count)).map { record.byte(at: $0) }
    }
    #expect(joined == bytes)
  }

  @Test(arguments: [(0, 5, 5), (62, 5, 2), (64, 5, 0), (0, 70, 64), (7, 0, 0)])
  func `takes bytes together as far as they fit`(before: Int, length: Int, taken: Int) {
    let bytes = (0..<before + length).map { UInt8($0 + 1) }
    var record = SerialRecord(time: .start, bytes: Array(bytes[..<before]))
    #expect(append(Array(bytes[before...]), to: &record) == taken)
    #expect(lent(by: record) == Array(bytes[..<(before + taken)]))
  }

  @Test func `of something else takes no bytes and lends none`() {
    var record = SerialRecord(time: .start, kind: .overrun, count: 3)
    #expect(append([1, 2], to: &record) == 0)
    #expect(record.count == 3)
    #expect(lent(by: record) == [])
  }

  @Test(arguments: [SerialRecord.Kind.framing, .parity])
  func `of a damaged byte carries the byte`(kind: SerialRecord.Kind) {
    let record = SerialRecord(time: .start, damaged: kind, byte: 0xA5, generation: 2)
    #expect(record.kind == kind)
    #expect(record.count == 1)
    #expect(record.byte(at: 0) == 0xA5)
    #expect(lent(by: record) == [0xA5])
    #expect(record.generation == 2)
  }

  @Test func `of an overrun carries no bytes but their number`() {
    let record = SerialRecord(time: .start, kind: .overrun, count: 1_000_000)
    #expect(record.count == 1_000_000)
    #expect(record.generation == 1)
  }

  private func append(_ bytes: [UInt8], to record: inout SerialRecord) -> Int {
    record.append(bytes.span)
  }

  private func lent(by record: SerialRecord) -> [UInt8] {
    record.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }
}
