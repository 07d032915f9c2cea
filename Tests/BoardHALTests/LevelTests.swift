import BoardHAL
import Testing

@Suite struct `Levels` {
  @Test func `device levels are 3 to 12`() {
    #expect(Level.device(2) == nil)
    #expect(Level.device(3)?.number == 3)
    #expect(Level.device(12)?.number == 12)
    #expect(Level.device(13) == nil)
  }

  @Test func `a higher number is more urgent`() throws {
    let low = try #require(Level.device(3))
    #expect(Level.passive < .dispatch)
    #expect(Level.dispatch < low)
    #expect(low < .high)
  }
}
