public import BoardHAL
internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What a thread may ask of the kernel's scheduler; each call is about the thread that makes it.
public enum ThreadRights {
  /// Runs before every ordinary thread, and before real-time threads of lower priority.
  ///
  /// - Parameter priority: 1 to 99; the kernel's own interrupt threads have 50 (row H13).
  /// - Throws: `system` when the process has no right to: `ulimit -r`, or `CAP_SYS_NICE`.
  public static func becomeRealTime(priority: Int) throws(BoardError) {
    try check(clinux_set_fifo(Int32(priority)), "pthread_setschedparam", "priority \(priority)")
  }

  /// Runs as ordinary threads do.
  public static func becomeOrdinary() throws(BoardError) {
    try check(clinux_set_ordinary(), "pthread_setschedparam", "ordinary scheduling")
  }

  /// Runs on one processor core and on no other.
  ///
  /// - Throws: `system` when there is no such core, or it is not the process's to use.
  public static func pin(toCore core: Int) throws(BoardError) {
    try check(clinux_pin(Int32(core)), "pthread_setaffinity_np", "processor core \(core)")
  }

  /// Runs on any core again.
  public static func unpin() throws(BoardError) {
    try check(clinux_unpin(), "pthread_setaffinity_np", "all processor cores")
  }

  /// The core that the thread runs on at this moment: what the kernel gave (row L60).
  public static var core: Int { Int(clinux_current_core()) }

  /// True when threads of this process may become real-time threads up to `priority`.
  ///
  /// Found out by trying, on this thread, which is an ordinary one again afterwards: limits,
  /// capabilities and the kernel's configuration all have a say.
  public static func allowRealTime(upTo priority: Int) -> Bool {
    guard clinux_set_fifo(Int32(priority)) == 0 else { return false }
    _ = clinux_set_ordinary()
    return true
  }

  /// Keeps every page of the process in memory once it is there, so that no routine waits for one
  /// that the kernel took away (row S0-07).
  ///
  /// Pages that nobody has touched stay out: a thread's stack is mostly such pages.
  ///
  /// - Returns: false when the process has no right to lock without limit: `ulimit -l unlimited`,
  ///   `LimitMEMLOCK=infinity` in a unit, or root.
  public static func lockMemory() -> Bool { clinux_lock_memory() == 0 }

  private static func check(_ number: Int32, _ call: String, _ thing: String) throws(BoardError) {
    if number != 0 { throw systemError(call, on: thing, number) }
  }
}
