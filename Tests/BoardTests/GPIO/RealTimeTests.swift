import BoardHAL
import BoardHALLinux
import Testing

/// What the kernel says of real-time threads.
@Suite(.onVirtualBoard) struct RealTimeTests {
  @Test("H13 the kernel's interrupt threads are found, and threads above them warned of")
  func interruptThreads() throws {
    let chip = try SimulatedChip(2)
    let board = try LinuxBoard(chip.description)
    try board.open(.edges(of: chip.pin(0)), as: LineID(0))
    let limits = try #require(RealTimeLimits.read())
    #expect(limits.interruptThreadPriorities.contains(50))
    #expect(limits.warnings(upTo: 50).contains(.aboveInterruptThreads(50, theirs: 50)))
    #expect(
      !limits.warnings(upTo: 49).contains {
        if case .aboveInterruptThreads = $0 { true } else { false }
      })
  }

  @Test("H14 the limit on real-time threads is found as it is set")
  func throttling() throws {
    let limits = try #require(RealTimeLimits.read())
    let runtime = try KernelFile.read("/proc/sys/kernel/sched_rt_runtime_us")
    #expect(limits.runtime == Int64(runtime).map { .microseconds($0) })
    #expect(limits.period == .seconds(1))
    #expect(
      limits.warnings(upTo: 1).contains(.throttling(.milliseconds(950), each: .seconds(1))))
  }
}
