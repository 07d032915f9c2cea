import BoardHAL
import Foundation
import Synchronization
import Testing

@Suite struct `A line's lock` {
  @Test func `is held from acquire to release`() {
    let lock = LineLock()
    #expect(lock.isHeld == false)
    lock.acquire(for: 0)
    #expect(lock.isHeld == true)
    lock.release()
    #expect(lock.isHeld == false)
    lock.acquire(for: 0)
    lock.release()
  }

  @Test func `taken twice by one processor traps`() async {
    await #expect(processExitsWith: .failure) {
      let lock = LineLock()
      lock.acquire(for: 3)
      lock.acquire(for: 3)
    }
  }

  @Test func `lets one of two threads in at a time`() async {
    LineLock.park.install { _ in usleep(1) }
    let shared = Shared()
    await withTaskGroup { group in
      for processor in 0..<2 {
        group.addTask {
          for _ in 0..<50_000 { shared.visit(as: processor) }
        }
      }
    }
    #expect(shared.visits == 100_000)
    #expect(shared.isEverCrowded.load(ordering: .relaxed) == false)
    #expect(shared.lock.isHeld == false)
  }

  @Test func `makes what was written under it visible to the next`() async {
    let shared = Shared()
    shared.lock.acquire(for: 0)
    async let other: Int = {
      shared.lock.acquire(for: 1)
      defer { shared.lock.release() }
      return shared.visits
    }()
    shared.visits = 7
    shared.lock.release()
    #expect(await other == 7)
  }
}

/// What two threads share under the lock.
private final class Shared: @unchecked Sendable {
  let lock = LineLock()
  let isEverCrowded = Atomic(false)
  var visits = 0
  private let inside = Atomic(0)

  func visit(as processor: Int) {
    lock.acquire(for: processor)
    if inside.wrappingAdd(1, ordering: .relaxed).newValue != 1 {
      isEverCrowded.store(true, ordering: .relaxed)
    }
    visits += 1
    inside.wrappingSubtract(1, ordering: .relaxed)
    lock.release()
  }
}
