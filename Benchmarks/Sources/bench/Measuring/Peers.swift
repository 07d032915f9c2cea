import CBench
import CLoops
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

  /// Values given to a stream that a task awaits: all are given, then all have been taken.
  static func asyncStream() -> Contender {
    Contender("AsyncStream, amortised") { count in
      let (stream, source) = AsyncStream<Int>.makeStream()
      let isOver = DispatchSemaphore(value: 0)
      Task.detached {
        var total = 0
        for await value in stream { total &+= value }
        isOver.signal()
      }
      for number in 0..<count { source.yield(number) }
      source.finish()
      isOver.wait()
    }
  }

  /// A handle that wakes a loop, and a turn of the loop; nil without the library.
  static func libuv() -> Contender? {
    guard uv_async_run(1) == 1 else { return nil }
    return Contender("libuv: uv_async_send, and a turn of the loop") { count in
      precondition(uv_async_run(count) == count, "libuv lost something")
    }
  }

  /// A call left to a main loop, and a turn of it; nil without the library.
  static func glib() -> Contender? {
    guard glib_idle_run(1) == 1 else { return nil }
    return Contender("GLib: g_idle_add, and a turn of the loop") { count in
      precondition(glib_idle_run(count) == count, "GLib lost something")
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
