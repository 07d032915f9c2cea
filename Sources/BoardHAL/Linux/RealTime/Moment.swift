internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Lets less urgent threads of the same core run for a moment: what `LineLock` does while it waits.
///
/// Giving up one's turn is not enough for a real-time thread: the holder of the lock is less
/// urgent, and would never get it. Nor is the shortest sleep that the kernel knows: it is over
/// before the holder has done anything, and of a busy processor nearly all is spent on waiting. The
/// core's lock is held across a system call at times, which is over in this time.
public let waitAMoment: @convention(c) () -> Void = {
  var time = timespec(tv_sec: 0, tv_nsec: 20_000)
  nanosleep(&time, nil)
}
