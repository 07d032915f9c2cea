import BoardHALLinux
import Dispatch
import Glibc
import Synchronization
import Testing

/// The process may have real-time threads: root, or a limit that was raised for it.
private let hasRights = ThreadRights.allowRealTime(upTo: 2)

@Suite struct InheritingLockTests {
  @Test func `lets one of two threads in at a time`() throws {
    let lock = InheritingLock()
    let (inside, crowds) = (Counter(), Counter())
    let threads = try (0..<2).map { number in
      try KernelThread("visitor \(number)") {
        for _ in 0..<50_000 {
          lock.guarded {
            if inside.add(1) != 1 { _ = crowds.add(1) }
            _ = inside.add(-1)
          }
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(crowds.value == 0)
  }

  @Test func `is given back when what is guarded throws`() {
    struct Refused: Error {}
    let lock = InheritingLock()
    #expect(throws: Refused.self) { try lock.guarded { throw Refused() } }
    lock.guarded {}
  }

  @Test func `taken twice by one thread traps`() async {
    await #expect(processExitsWith: .failure) {
      let lock = InheritingLock()
      lock.acquire()
      lock.acquire()
    }
  }

  @Test func `given back by a thread that does not hold it traps`() async {
    await #expect(processExitsWith: .failure) { InheritingLock().release() }
  }

  /// Three threads of one core: the least urgent holds the lock, the most urgent waits for it, and
  /// one in between is called meanwhile.
  ///
  /// Without inheritance no round goes so. With it nearly all do: in the others the kernel held
  /// back real-time threads, which other tests have too, or a sanitizer's own lock was taken.
  @Test(
    "whoever waits for it runs before its holder goes on, and before anybody less urgent",
    .enabled(if: hasRights, "needs real-time rights: run as root, or raise ulimit -r"))
  func order() throws {
    let core = ThreadRights.core
    var rounds = 0
    for _ in 0..<200 {
      let (lock, turns, coming) = (InheritingLock(), Counter(), Counter())
      let call = DispatchSemaphore(value: 0)
      let places = Mutex<[String: Int]>([:])
      let holder = try KernelThread("holder") {
        guard (try? ThreadRights.pin(toCore: core)) != nil else { return }
        lock.acquire()
        // Once this thread goes on, who said to be coming is blocked.
        let between = try? KernelThread("between") {
          try? ThreadRights.becomeRealTime(priority: 1)
          _ = coming.add(1)
          call.wait()
          let place = turns.add(1)
          places.withLock { $0["between"] = place }
        }
        while coming.value < 1 { sched_yield() }
        let urgent = try? KernelThread("urgent") {
          try? ThreadRights.becomeRealTime(priority: 2)
          _ = coming.add(1)
          lock.acquire()
          let place = turns.add(1)
          lock.release()
          places.withLock { $0["urgent"] = place }
        }
        while coming.value < 2 { sched_yield() }
        call.signal()
        lock.release()
        let place = turns.add(1)
        places.withLock { $0["holder"] = place }
        between?.join()
        urgent?.join()
      }
      holder.join()
      if places.withLock({ $0 == ["urgent": 1, "between": 2, "holder": 3] }) { rounds += 1 }
    }
    #expect(rounds > 100)
  }
}

/// A number that several threads change.
private final class Counter: Sendable {
  private let number = Atomic(0)

  var value: Int { number.load(ordering: .acquiring) }

  func add(_ count: Int) -> Int {
    number.wrappingAdd(count, ordering: .acquiringAndReleasing).newValue
  }
}
