internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Lets less urgent threads of the same core run for a moment: what `LineLock` does while it waits.
///
/// Giving up one's turn is not enough for a real-time thread: the holder of the lock is less
/// urgent, and would never get it. Locks are held for a few instructions, so the shortest sleep
/// that the kernel knows is long enough; real-time threads wake without slack.
public let waitAMoment: @convention(c) () -> Void = {
  var time = timespec(tv_sec: 0, tv_nsec: 1)
  nanosleep(&time, nil)
}
