internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Lets less urgent threads of the same core run for a moment: what `LineLock` does while it waits.
///
/// Giving up one's turn is not enough for a real-time thread: the holder of the lock is less
/// urgent, and would never get it. Locks are held for a few instructions, so the first sleep is the
/// shortest that the kernel knows. Each further one is twice as long, to a quarter of a
/// millisecond: a holder that the kernel has put aside, on a machine that is busy with other
/// things, would else wait for a processor that is busy waking us.
public let waitAMoment: @convention(c) (_ waits: Int) -> Void = { waits in
  var time = timespec(tv_sec: 0, tv_nsec: 1 << min(waits, 18))
  nanosleep(&time, nil)
}
