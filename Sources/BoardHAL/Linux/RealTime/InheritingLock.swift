internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A lock for threads of unlike urgency: its holder is as urgent as the most urgent who waits.
///
/// So a waiter waits for the critical section and for nothing else: nobody of an urgency between
/// comes in, and the holder, once it lets go, does not get one instruction further before the
/// waiter has run. Free, it costs no system call.
///
/// A mutex of POSIX threads with the protocol `PTHREAD_PRIO_INHERIT`, and with their check for
/// errors: taking it twice, or letting go of what another holds, traps.
public final class InheritingLock: Sendable {
  nonisolated(unsafe) private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  /// Makes a free lock.
  public init() {
    mutex = .allocate(capacity: 1)
    let number = clinux_mutex_init(mutex)
    precondition(number == 0, "the system has no locks with priority inheritance: \(number)")
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Takes the lock; blocks while another thread has it.
  ///
  /// - Precondition: the thread does not hold it already.
  public func acquire() {
    let number = pthread_mutex_lock(mutex)
    precondition(number == 0, "a lock was taken twice by one thread")
  }

  /// Gives the lock back; a more urgent waiter runs before this returns.
  ///
  /// - Precondition: the thread holds it.
  public func release() {
    let number = pthread_mutex_unlock(mutex)
    precondition(number == 0, "a lock was given back by a thread that does not hold it")
  }

  /// Does something while the lock is held.
  public func guarded<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    acquire()
    defer { release() }
    return try body()
  }
}
