public import BoardHAL

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Real time, as the kernel stamps events with it: `CLOCK_MONOTONIC`, from when this was made.
///
/// Setting the clock of the machine does not move it, and it stands still while the machine sleeps.
public struct MonotonicClock: Sendable {
  /// The kernel's reading at which this clock shows zero.
  let origin: Int64

  /// What the kernel's clock showed when this one showed zero.
  public var kernelOrigin: Nanoseconds { Nanoseconds(origin) }

  /// What the clock that people set shows when the kernel's shows zero, as it is set now.
  ///
  /// Stamps become dates by it, as good as that clock is: setting it moves the dates of what
  /// happened before, too.
  public static var wallOrigin: Nanoseconds {
    var time = timespec()
    _ = clock_gettime(CLOCK_REALTIME, &time)
    return Nanoseconds(Int64(time.tv_sec) * second + Int64(time.tv_nsec) - reading)
  }

  /// Makes a clock that shows zero now.
  public init() {
    origin = Self.reading
  }

  /// The time since the clock was made.
  public var now: BoardInstant { BoardInstant(nanoseconds: Self.reading - origin) }

  /// Blocks until the clock shows `instant`; returns at once when it has passed.
  public func sleep(until instant: BoardInstant) {
    var deadline = kernelTime(of: instant)
    // An absolute deadline, so that a signal in between does not lengthen the sleep.
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, nil) == EINTR {}
  }

  /// An instant of this clock as the kernel counts; saturates at the far end of the clock.
  func kernelTime(of instant: BoardInstant) -> timespec {
    let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(origin)
    let count = overflow ? Int64.max : sum
    return timespec(
      tv_sec: Int(count / Self.second), tv_nsec: Int(count % Self.second))
  }

  /// What this clock showed when the kernel's showed `nanoseconds`; never before its start.
  func instant(ofKernel nanoseconds: Int64) -> BoardInstant {
    BoardInstant(nanoseconds: max(0, nanoseconds - origin))
  }

  /// What the kernel's clock shows when this one shows `instant`.
  func kernelNanoseconds(of instant: BoardInstant) -> Int64 { instant.nanoseconds + origin }

  private static let second: Int64 = 1_000_000_000

  private static var reading: Int64 {
    var time = timespec()
    // Cannot fail: the clock exists on every kernel that Swift runs on.
    _ = clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * second + Int64(time.tv_nsec)
  }
}
