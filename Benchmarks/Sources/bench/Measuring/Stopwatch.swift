import Glibc

/// Reads the system's clocks and counters.
enum Stopwatch {
  /// How long `body` took, in nanoseconds of real time, and of all threads' work.
  static func time(_ body: () -> Void) -> (real: Double, processor: Double) {
    let (real, processor) = (read(CLOCK_MONOTONIC), read(CLOCK_PROCESS_CPUTIME_ID))
    body()
    return (
      Double(read(CLOCK_MONOTONIC) - real),
      Double(read(CLOCK_PROCESS_CPUTIME_ID) - processor)
    )
  }

  /// The processor time of what may fail, in nanoseconds.
  static func timeThrowing(_ body: () throws -> Void) throws -> Double {
    let began = read(CLOCK_PROCESS_CPUTIME_ID)
    try body()
    return Double(read(CLOCK_PROCESS_CPUTIME_ID) - began)
  }

  /// The time of the system's clock that does not jump, in nanoseconds.
  static var now: Double { Double(read(CLOCK_MONOTONIC)) }

  /// How often during `body` a page had to be fetched from a disk.
  static func majorFaults(_ body: () -> Void) -> Int {
    let before = majorFaults
    body()
    return majorFaults - before
  }

  private static var majorFaults: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_majflt
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
