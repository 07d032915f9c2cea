public import BoardHAL

/// A line's lock that can be shared: lines connected with one lock never run at the same time, and
/// all run at the highest level among them (rows S2-07, S3-06, L03).
@safe
public final class InterruptLock {
  /// At a fixed address, so that the dispatcher takes it without touching a reference count.
  let lock: UnsafeMutablePointer<LineLock>

  /// The highest level of the lines connected with this lock: the level of its critical sections.
  public internal(set) var ceiling = Level.passive

  /// Makes a free lock.
  public init() {
    unsafe lock = .allocate(capacity: 1)
    unsafe lock.initialize(to: LineLock())
  }

  /// True while a service routine or a critical section of one of its lines runs.
  public var isHeld: Bool { unsafe lock.pointee.isHeld }

  deinit {
    unsafe lock.deinitialize(count: 1)
    unsafe lock.deallocate()
  }
}
