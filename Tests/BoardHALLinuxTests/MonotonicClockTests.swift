import BoardHAL
import Glibc
import Testing

@testable import BoardHALLinux

struct MonotonicClockTests {
  @Test func `a clock starts at zero and does not run backwards`() {
    let clock = MonotonicClock()
    let readings = (0..<1000).map { _ in clock.now }
    #expect(readings.allSatisfy { $0 >= .start })
    #expect(readings == readings.sorted())
  }

  @Test func `a sleep lasts until its instant at least`() {
    let clock = MonotonicClock()
    let instant = clock.now + .milliseconds(2)
    clock.sleep(until: instant)
    #expect(clock.now >= instant)
  }

  @Test func `a sleep until the past is none`() {
    MonotonicClock().sleep(until: .start)
  }

  @Test func `the end of time fits into what the kernel takes`() {
    let time = MonotonicClock().kernelTime(of: BoardInstant(nanoseconds: .max))
    #expect(time.tv_sec == 9_223_372_036)
    #expect((0..<1_000_000_000).contains(time.tv_nsec))
  }
}
