import Firmware

/// How the dispatcher calls the threads of a live engine.
final class LiveBells: Doorbells {
  private let deferred: BoardShare
  private let passive: BoardShare

  init(deferred: BoardShare, passive: BoardShare) {
    self.deferred = deferred
    self.passive = passive
  }

  func ringDeferred() { deferred.wake() }

  func ringPassive() { passive.wake() }
}
