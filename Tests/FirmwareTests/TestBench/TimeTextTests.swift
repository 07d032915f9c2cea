import BoardHAL
import FirmwareTestBench
import Testing

struct TimeTextTests {
  @Test(arguments: [
    (0, "0.000 s"), (3_200_000_000, "3.200 s"), (1_200_003_000, "1.200 003 s"),
    (1_000_000_001, "1.000 000 001 s"), (1_000_000_000_000_000, "1000000.000 s"),
  ])
  func `an instant is in seconds, in groups of three`(_ nanoseconds: Int64, _ text: String) {
    #expect(BoardInstant(nanoseconds: nanoseconds).secondsText == text)
  }

  @Test(arguments: [
    (0, "0 ns"), (999, "999 ns"), (4_000, "4 µs"), (11_500, "11.5 µs"), (1_500_000_000, "1.5 s"),
    (80_000_000, "80 ms"), (1_234_567, "1.234 ms"), (-4_000, "-4 µs"),
  ])
  func `a length is in the unit that suits it`(_ nanoseconds: Int64, _ text: String) {
    #expect(Nanoseconds(nanoseconds).text == text)
  }
}
