import BoardHAL
import Testing

/// Memory for rows and places, which is given back as a whole.
@Suite struct `Row memory` {
  @Test func `rows and places keep apart, whatever their size and alignment`() {
    var memory = RowMemory(blockSize: 64)
    let flags = memory.row(repeating: false, count: 3)
    let number = memory.place(UInt64.max)
    let nothing = memory.place(())
    // More than a block: it gets one of its own.
    let words = memory.row(count: 100) { UInt32($0) }
    let last = memory.place(UInt8(7))
    for index in 0..<flags.count { flags[index] = true }
    words[99] = 1
    nothing.value = ()
    last.value += 1
    #expect(number.value == .max)
    #expect((0..<3).allSatisfy { flags[$0] })
    #expect((0..<99).allSatisfy { words[$0] == UInt32($0) })
    #expect(last.value == 8)
  }

  @Test func `a copy of a place names the same value`() {
    var memory = RowMemory()
    let place = memory.place([1])
    let copy = place
    copy.value.append(2)
    #expect(place.value == [1, 2])
  }

  @Test func `values end with the memory, each once, the last first`() {
    let log = Log()
    do {
      var memory = RowMemory(blockSize: 32)
      _ = memory.row(count: 2) { Ended("row \($0)", log) }
      _ = memory.place(Ended("place", log))
      #expect(log.words == [])
    }
    #expect(log.words == ["place", "row 0", "row 1"])
  }

  @Test func `a row of a negative count is refused`() async {
    await #expect(processExitsWith: .failure) {
      var memory = RowMemory()
      _ = memory.row(repeating: 0, count: -1)
    }
  }

  private final class Log {
    var words: [String] = []
  }

  private struct Ended: ~Copyable {
    let name: String
    let log: Log

    init(_ name: String, _ log: Log) {
      self.name = name
      self.log = log
    }

    deinit { log.words.append(name) }
  }
}
