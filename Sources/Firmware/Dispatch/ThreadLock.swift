/// What guards the core where its threads preempt each other, and stand for one processor.
///
/// A thread that finds it taken has interrupted the holder itself. It must run again before the
/// holder, and before anything between the two, does what comes after the critical section:
/// threads that nest as a stack does stay nested. The core has no threads and knows no kernel, so
/// the engine brings the lock.
package protocol ThreadLock: AnyObject, Sendable {
  /// Takes the lock, in which nobody stays for longer than a few instructions.
  func acquire()

  /// Gives it back; a more urgent thread that waits for it runs at once.
  func release()
}
