internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Lets less urgent threads of the same core run for a moment: what passive level does while it
/// waits for a routine to end, and `LineLock` for its holder.
///
/// Giving up one's turn is not enough for a real-time thread: whoever it waits for is less urgent,
/// and would never get it. Nor is the shortest sleep that the kernel knows: it is over
/// before the holder has done anything. So the first takes 4 µs, which is a system call's time, and
/// each further one is twice as long, to a quarter of a millisecond: a holder that the kernel has
/// put aside, on a machine that is busy with other things, would else wait for a processor that is
/// busy waking us.
public let waitAMoment: @convention(c) (_ waits: Int) -> Void = { waits in
  var time = timespec(tv_sec: 0, tv_nsec: 4_096 << min(waits, 6))
  nanosleep(&time, nil)
}
