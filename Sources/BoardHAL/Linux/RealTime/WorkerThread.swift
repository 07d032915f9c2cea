public import BoardHAL
internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An ordinary thread that makes the calls it is given, one after the other: for those that block.
///
/// Ends when it is let go of, after the call that it is in.
public final class WorkerThread: Sendable {
  private let queue: Queue

  /// Starts a thread, which sleeps until it is given something.
  ///
  /// - Parameter name: What the kernel's lists call it, cut to 15 bytes.
  /// - Throws: `system` when the kernel has no thread or descriptor left.
  public init(_ name: String) throws(BoardError) {
    let queue = try Queue()
    self.queue = queue
    // Detached by being let go of: nobody can wait for a call that does not return.
    _ = try KernelThread(name) {
      // Whoever made it may be bound to the core of the interrupts.
      try? ThreadRights.unpin()
      while let call = queue.next() { call() }
    }
  }

  deinit { queue.close() }

  /// Makes a call when those given before have returned; from any thread, at once.
  public func run(_ call: @escaping @Sendable () -> Void) { queue.append(call) }

  /// What waits for the thread.
  private final class Queue: @unchecked Sendable {
    private let lock = InheritingLock()
    private let bell: Bell
    private var calls: [@Sendable () -> Void] = []
    private var isClosed = false

    init() throws(BoardError) { bell = try Bell() }

    func append(_ call: @escaping @Sendable () -> Void) {
      lock.guarded { calls.append(call) }
      bell.ring()
    }

    func close() {
      lock.guarded { isClosed = true }
      bell.ring()
    }

    /// Blocks until there is a call; nil when there will be none any more.
    func next() -> (@Sendable () -> Void)? {
      while true {
        let (call, isOver) = lock.guarded {
          (calls.isEmpty ? nil : calls.removeFirst(), isClosed)
        }
        if let call { return call }
        if isOver { return nil }
        var watched = pollfd(fd: bell.descriptor.number, events: Int16(POLLIN), revents: 0)
        _ = poll(&watched, 1, -1)
        bell.silence()
      }
    }
  }
}
