internal import CFibers

/// A stack of its own, on which a routine can be left half way and gone on with later.
///
/// All fibers of an explorer run on its thread, one at a time, and change places only where they
/// say so: a schedule is the order of these changes, the same each time. Switching costs about 30
/// nanoseconds; threads that hand over a baton would cost a hundred times as much.
final class Fiber {
  /// Enough for a debug build's frames, thirty routines deep.
  private static let stackSize = 512 * 1024

  private let fiber: OpaquePointer
  private let body: (() -> Void)?

  /// Stands for the stack of whoever explores.
  init() {
    guard let fiber = fiber_of_thread() else { preconditionFailure("no memory for a fiber") }
    self.fiber = fiber
    body = nil
  }

  /// Makes a stack on which `body` runs from the first switch on.
  ///
  /// - Parameter body: Must not return, and must not keep anything alive while it is switched away
  ///   from for good.
  init(_ body: @escaping () -> Void) {
    self.body = body
    let slot = UnsafeMutablePointer<Unmanaged<Fiber>?>.allocate(capacity: 1)
    slot.initialize(to: nil)
    let made = fiber_create(
      Self.stackSize,
      { slot in
        let fiber = slot.assumingMemoryBound(to: Unmanaged<Fiber>?.self).pointee
        fiber?._withUnsafeGuaranteedRef { $0.body?() }
        preconditionFailure("a fiber's body returned")
      }, slot)
    guard let made else { preconditionFailure("no memory for a fiber's stack") }
    fiber = made
    self.slot = slot
    slot.pointee = Unmanaged.passUnretained(self)
  }

  /// Where the stack finds its fiber.
  private var slot: UnsafeMutablePointer<Unmanaged<Fiber>?>?

  /// Says that the fiber stands for the calling thread's stack.
  func adopt() { fiber_adopt(fiber) }

  /// Leaves this fiber, which the caller is on, for another; returns when somebody comes back.
  func pass(to other: Fiber) { fiber_switch(fiber, other.fiber) }

  deinit {
    fiber_destroy(fiber)
    slot?.deallocate()
  }
}
