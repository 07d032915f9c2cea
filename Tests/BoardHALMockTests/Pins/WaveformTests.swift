import BoardHALMock
import Testing

@Suite struct WaveformTests {
  @Test func `low, high and spaces are understood`() throws {
    let waveform = try Waveform(parsing: "__- -_")
    #expect(waveform.voltages == [.low, .low, .high, .high, .low])
    #expect(waveform.description == "__--_")
  }

  @Test func `anything else is named with its position`() {
    #expect(throws: WaveformError(character: "x", position: 3)) {
      try Waveform(parsing: "_- x_")
    }
  }

  @Test func `the message says what is allowed`() {
    let message = WaveformError(character: "1", position: 0).description
    #expect(message.hasPrefix("\"1\" at position 0 is no voltage"))
    #expect(message.hasSuffix("_ (low), - (high) and spaces"))
  }

  @Test func `levels of a scenario are voltages`() {
    #expect(Waveform(levels: [false, true]) == "_-")
  }

  @Test func `an empty waveform is no voltage at all`() throws {
    #expect(try Waveform(parsing: " ").voltages.isEmpty)
  }
}
