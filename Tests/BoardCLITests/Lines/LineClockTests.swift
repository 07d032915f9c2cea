import BoardHAL
import Testing

@testable import board_cli

struct LineClockTests {
  private let clock = LineClock(
    kernelOrigin: .seconds(8_000), wallOrigin: .seconds(1_795_252_500))
  private let instant = BoardInstant(nanoseconds: 342_000_015_250)

  @Test func `stamps are of the kernel's clock`() {
    #expect(clock.seconds(instant) == "8342.000015250")
  }

  @Test func `dates are of the clock that people set`() {
    #expect(clock.universal(instant) == "2026-11-21T11:34:02.000015250Z")
    #expect(LineClock.virtual.universal(.start) == "1970-01-01T00:00:00.000000000Z")
  }
}
