public import BoardHAL

/// Something about the kernel's settings that makes real-time threads behave otherwise than meant.
public enum RealTimeWarning: Sendable, Hashable, CustomStringConvertible {
  /// Threads that run for longer are suspended until the period is over, masked lines and held
  /// locks included (row H14).
  case throttling(Nanoseconds, each: Nanoseconds)
  /// A thread as urgent as this, kept busy, keeps the kernel from reporting edges (row H13).
  case aboveInterruptThreads(Int, theirs: Int)

  /// The warning in words, with what mends it.
  public var description: String {
    switch self {
    case .throttling(let runtime, let period):
      "real-time threads are suspended after \(runtime.count / 1_000) us of each"
        + " \(period.count / 1_000) us: a service routine that spins is stopped in the middle;"
        + " sysctl kernel.sched_rt_runtime_us=-1 lifts the limit"
    case .aboveInterruptThreads(let priority, let theirs):
      "priority \(priority) is not below the \(theirs) of the kernel's interrupt threads: kept"
        + " busy it stops the edges it waits for; use \(theirs - 1) at most, or another processor"
    }
  }
}
