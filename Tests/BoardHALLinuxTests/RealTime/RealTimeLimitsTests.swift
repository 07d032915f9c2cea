import BoardHAL
import BoardHALLinux
import Testing

@Suite struct RealTimeLimitsTests {
  private var limits = RealTimeLimits(
    runtime: .milliseconds(950), period: .seconds(1), interruptThreadPriorities: [50, 50, 51])

  @Test("H14 a limit on real-time threads is warned of, and how to lift it")
  func throttling() {
    #expect(limits.warnings(upTo: 10) == [.throttling(.milliseconds(950), each: .seconds(1))])
    #expect(limits.warnings(upTo: 10)[0].description.contains("950000 us of each 1000000 us"))
    #expect(limits.warnings(upTo: 10)[0].description.contains("sched_rt_runtime_us=-1"))
  }

  @Test mutating func `without the limit, or without real-time threads, nothing is wrong`() {
    #expect(limits.warnings(upTo: nil).isEmpty)
    limits.runtime = nil
    #expect(limits.warnings(upTo: 49).isEmpty)
  }

  @Test("H13 a thread that is not below the kernel's interrupt threads is warned of")
  mutating func interruptThreads() {
    limits.runtime = nil
    #expect(limits.warnings(upTo: 50) == [.aboveInterruptThreads(50, theirs: 50)])
    #expect(limits.warnings(upTo: 50)[0].description.contains("use 49 at most"))
  }
}
