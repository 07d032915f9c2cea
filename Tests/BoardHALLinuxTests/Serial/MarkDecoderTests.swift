import Testing

@testable import BoardHALLinux

@Suite struct MarkDecoderTests {
  typealias Item = MarkDecoder.Item

  @Test func `every byte is itself, and 255 is written twice`() {
    for byte in UInt8.min...UInt8.max {
      let stream = byte == 0xFF ? [0xFF, 0xFF] : [byte]
      #expect(decode(stream) == [.byte(byte)])
    }
  }

  @Test("H16 every byte can be damaged, 0 and 255 among them")
  func everyDamagedByte() {
    for byte in UInt8.min...UInt8.max {
      #expect(decode([0xFF, 0, byte]) == [.damaged(byte)])
    }
  }

  @Test("H16 every stream of items up to four, cut anywhere, is told as it was")
  func everyStream() {
    let alphabet: [(item: Item, marked: [UInt8])] = [
      (.byte(0), [0]), (.byte(0x41), [0x41]), (.byte(0xFF), [0xFF, 0xFF]),
      (.damaged(0), [0xFF, 0, 0]), (.damaged(0x41), [0xFF, 0, 0x41]),
      (.damaged(0xFF), [0xFF, 0, 0xFF]),
    ]
    var streams: [[Int]] = [[]]
    var count = 0
    for _ in 1...4 {
      streams = streams.flatMap { stream in alphabet.indices.map { stream + [$0] } }
      for stream in streams {
        let bytes = stream.flatMap { alphabet[$0].marked }
        let items = stream.map { alphabet[$0].item }
        for cut in 0...bytes.count {
          var decoder = MarkDecoder()
          let first = bytes[..<cut].compactMap { decoder.take($0) }
          let second = bytes[cut...].compactMap { decoder.take($0) }
          #expect(first + second == items)
          count += 1
        }
      }
    }
    #expect(count > 10_000)
  }

  @Test func `a mark that cannot be is an error and not a byte`() {
    #expect(decode([0xFF, 7, 8]) == [.damaged(7), .byte(8)])
  }

  @Test func `a mark that was cut off by a hang-up does not reach into what follows`() {
    var decoder = MarkDecoder()
    #expect(decoder.take(0xFF) == nil)
    #expect(decoder.take(0) == nil)
    decoder.reset()
    #expect(decoder.take(0x41) == .byte(0x41))
  }

  private func decode(_ bytes: [UInt8]) -> [Item] {
    var decoder = MarkDecoder()
    return bytes.compactMap { decoder.take($0) }
  }
}
