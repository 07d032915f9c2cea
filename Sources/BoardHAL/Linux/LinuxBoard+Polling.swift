public import BoardHAL

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Waiting for a board outside of whatever guards it, for engines that share it among threads.
///
///     guarded:    prepare(until:)
///     unguarded:  sleep()
///     guarded:    takeReadyLine … takeRecord
extension LinuxBoard {
  /// A line is named already: `takeReadyLine` gives it without asking the kernel.
  public var hasReadyLine: Bool { ready.first != nil }

  /// Sets when the next `sleep` ends at the latest; never when nil.
  public func prepare(until deadline: BoardInstant?) {
    readiness.arm(earlier(deadline, nextCheck), on: clock)
    // Who has slept has been woken by something that nobody has looked at.
    lookedAt = nil
  }

  /// Blocks until the board has something to look at, its deadline has come, or somebody rang.
  ///
  /// Touches nothing but the kernel's own state, so it is the one call besides `wake` that needs no
  /// guard. A signal may end it early.
  public func sleep() {
    var descriptor = pollfd(fd: readiness.descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&descriptor, 1, -1)
  }
}
