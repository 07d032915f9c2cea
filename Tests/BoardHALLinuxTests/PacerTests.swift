import BoardHAL
import BoardHALLinux
import Testing

struct PacerTests {
  private func real(_ milliseconds: Int64) -> BoardInstant { .start + .milliseconds(milliseconds) }

  @Test func `virtual time is due at its pace`() {
    var pacer = Pacer(speed: 2, real: real(100))
    #expect(pacer.due(.start, at: real(100)) == real(100))
    #expect(pacer.due(real(1_000), at: real(100)) == real(600))
    #expect(pacer.due(real(2_000), at: real(600)) == real(1_100))
  }

  @Test func `a little lateness is made up for`() {
    var pacer = Pacer(real: .start)
    #expect(pacer.due(real(100), at: real(300)) == real(100))
    #expect(pacer.due(real(400), at: real(300)) == real(400))
  }

  @Test func `time that was slept through is given up`() {
    var pacer = Pacer(real: .start)
    // Stopped with Ctrl-Z for a minute.
    #expect(pacer.due(real(100), at: real(60_000)) == real(60_000))
    #expect(pacer.due(real(200), at: real(60_000)) == real(60_100))
  }

  @Test func `what lies beyond the clock is never due`() {
    var pacer = Pacer(speed: 0.001, real: .start)
    let end = BoardInstant(nanoseconds: .max)
    #expect(pacer.due(end, at: real(1)) == end)
  }
}
