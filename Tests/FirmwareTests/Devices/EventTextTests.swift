import Firmware
import Testing

@Suite struct `The text of an event` {
  @Test func `is empty to begin with`() {
    #expect(EventText().count == 0)
    #expect(EventText().string == "")
  }

  @Test func `holds what it was made of`() {
    let text = EventText("größer".utf8)
    #expect(text.string == "größer")
    #expect(text.count == 8)
    #expect(text[0] == UInt8(ascii: "g"))
  }

  @Test(arguments: [0, 1, 255, 256, 257, 1000])
  func `takes as many bytes as fit`(length: Int) {
    let text = EventText((0..<length).map { UInt8(truncatingIfNeeded: $0) })
    #expect(text.count == min(length, EventText.capacity))
    #expect((0..<text.count).allSatisfy { text[$0] == UInt8(truncatingIfNeeded: $0) })
  }

  @Test func `refuses another byte when it is full, and takes one after the last is removed`() {
    var text = EventText(Array(repeating: 1, count: 256))
    #expect(text.tryAppend(2) == false)
    text.removeLast()
    #expect(text.tryAppend(2) == true)
    #expect(text[255] == 2)
    text.removeAll()
    text.removeLast()
    #expect(text.count == 0)
  }

  @Test func `shows damaged UTF-8 as such`() {
    #expect(EventText([0x61, 0xFF, 0x62]).string == "a\u{FFFD}b")
  }
}
