import CBench
import Dispatch
import Synchronization

/// What one would use instead, or cannot do without.
enum Peers {
  /// A closure handed to a serial queue, amortised: all are handed over, then all are waited for.
  static func dispatchQueue() -> Contender {
    let queue = DispatchQueue(label: "bench")
    let total = Total()
    return Contender("DispatchQueue.async, amortised") { count in
      for _ in 0..<count { queue.async { total.value &+= 1 } }
      queue.sync {}
    }
  }

  /// Taking and giving back a lock that nobody else wants.
  static func mutex() -> Contender {
    let total = LockedTotal()
    return Contender("Mutex, uncontended") { total.add($0) }
  }

  /// A dispatcher written by hand in C for one purpose.
  static func floor() -> Contender {
    Contender("the floor: C, one mutex, function pointers") { count in
      precondition(floor_run(count) == count, "the floor lost something")
    }
  }

  /// Touched by one serial queue only.
  private final class Total: @unchecked Sendable {
    var value = 0
  }

  private final class LockedTotal: Sendable {
    let total = Mutex(0)

    @inline(never)
    func add(_ count: Int) {
      for _ in 0..<count { total.withLock { $0 &+= 1 } }
    }
  }
}
