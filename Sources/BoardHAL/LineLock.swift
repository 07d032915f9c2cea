public import Synchronization

/// The lock of one interrupt line, or of several that share it; held while a service routine runs.
///
/// One word: free, or the number of the processor that holds it. On one thread it is never
/// contended, because a line at or below the processor's level is not dispatched; taking it twice
/// on one processor is a programming error and traps. Across threads a waiter gives its turn to
/// `LineLock.park`, which the engine sets: the core has no threads and knows no kernel.
///
/// The standard library's `Mutex` does not exist in Embedded Swift, costs a thread-identifier
/// look-up on each call, and its contended path is invisible to the thread sanitizer.
public struct LineLock: ~Copyable {
  @usableFromInline
  let holder = Atomic<UInt32>(0)

  /// Stands for a holder that is no virtual processor; several may wait under this number.
  public static let anonymous = -2

  /// Makes a free lock.
  public init() {}

  /// Takes the lock for `processor`, waiting while another processor has it.
  ///
  /// - Precondition: `processor` does not hold the lock already.
  @inlinable
  @inline(__always)
  public borrowing func acquire(for processor: Int) {
    let mark = UInt32(truncatingIfNeeded: processor &+ 1)
    let (exchanged, _) = holder.compareExchange(
      expected: 0, desired: mark, ordering: .acquiring)
    if !exchanged { acquireContended(mark) }
  }

  /// Takes the lock if it is free.
  ///
  /// - Returns: false when somebody, be it the caller, holds it.
  @inlinable
  public borrowing func tryAcquire(for processor: Int) -> Bool {
    let mark = UInt32(truncatingIfNeeded: processor &+ 1)
    return holder.compareExchange(expected: 0, desired: mark, ordering: .acquiring).exchanged
  }

  /// Gives the lock back.
  ///
  /// - Precondition: the caller holds the lock.
  @inlinable
  @inline(__always)
  public borrowing func release() {
    holder.store(0, ordering: .releasing)
  }

  /// True while some processor holds the lock.
  public var isHeld: Bool { holder.load(ordering: .relaxed) != 0 }

  /// True while another than `processor` holds the lock.
  public func isHeld(byOtherThan processor: Int) -> Bool {
    let mark = holder.load(ordering: .relaxed)
    return mark != 0 && mark != UInt32(truncatingIfNeeded: processor &+ 1)
  }

  /// True while `processor` holds the lock.
  public func isHeld(by processor: Int) -> Bool {
    holder.load(ordering: .relaxed) == UInt32(truncatingIfNeeded: processor &+ 1)
  }

  @inline(never)
  @usableFromInline
  borrowing func acquireContended(_ mark: UInt32) {
    var spins = 0
    while true {
      let (exchanged, original) = holder.compareExchange(
        expected: 0, desired: mark, ordering: .acquiring)
      if exchanged { return }
      precondition(
        original != mark || mark == UInt32.max, "a line lock was taken twice by one processor")
      spins &+= 1
      if spins & 63 == 0 { Self.park(after: (spins >> 6) - 1) }
    }
  }

  /// What a waiter does now and then: nothing here, give up its turn in an engine with threads.
  public static let park = ParkingHook()
}

/// The engine's way of letting another thread run.
public struct ParkingHook: ~Copyable, Sendable {
  private let function = Atomic<UInt>(0)

  init() {}

  /// Installs the function that a waiting thread calls between attempts, for the whole process.
  ///
  /// It has to sleep, and longer the more often it has waited already: a real-time thread that only
  /// gives up its turn never lets a less urgent holder run, and several that wake all the time
  /// leave a holder that is not a real-time thread no processor to go on with.
  ///
  /// - Parameter park: Gets how often its caller has waited before for the same thing.
  public func install(_ park: @convention(c) (_ waits: Int) -> Void) {
    function.store(unsafe unsafeBitCast(park, to: UInt.self), ordering: .releasing)
  }

  /// Lets another thread run, if the engine has said how.
  ///
  /// - Parameter waits: How often the caller has waited before for the same thing.
  public func callAsFunction(after waits: Int = 0) {
    let address = function.load(ordering: .acquiring)
    guard address != 0 else { return }
    let park = unsafe unsafeBitCast(address, to: (@convention(c) (Int) -> Void).self)
    park(waits)
  }
}
