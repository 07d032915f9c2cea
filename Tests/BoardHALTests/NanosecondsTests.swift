import BoardHAL
import Testing

@Suite struct `A span of time` {
  @Test func `is made in units of a thousand`() {
    #expect(Nanoseconds.microseconds(7).count == 7_000)
    #expect(Nanoseconds.milliseconds(7).count == 7_000_000)
    #expect(Nanoseconds.seconds(7).count == 7_000_000_000)
    #expect(Nanoseconds.nanoseconds(7).count == 7)
  }

  @Test func `is added, taken away, repeated and compared`() {
    #expect(.milliseconds(1) + .microseconds(500) == Nanoseconds.microseconds(1_500))
    #expect(.microseconds(1) - .milliseconds(1) == Nanoseconds.microseconds(-999))
    #expect(Nanoseconds.microseconds(3) * 4 == .microseconds(12))
    #expect(Nanoseconds.microseconds(-1) < .zero)
  }

  @Test func `too long for the clock traps`() async {
    await #expect(processExitsWith: .failure) {
      print(Nanoseconds(.max) + Nanoseconds.nanoseconds(Int64(CommandLine.argc)))
    }
  }
}
