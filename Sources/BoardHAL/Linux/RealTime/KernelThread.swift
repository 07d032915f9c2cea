public import BoardHAL
internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A thread of the operating system, for code that needs its own place in the kernel's scheduler.
///
/// Blocks the signals that ask a program to end, so that whoever waits for these gets them.
public final class KernelThread {
  private var handle = pthread_t()
  private var isJoined = false

  /// Starts a thread that runs `body`.
  ///
  /// - Parameters:
  ///   - name: What the kernel's lists call it, cut to 15 bytes.
  ///   - body: What it does; may use only what is meant for several threads.
  /// - Throws: `system` when the kernel has no thread left.
  public init(_ name: String, _ body: @escaping @Sendable () -> Void) throws(BoardError) {
    let start = Unmanaged.passRetained(Start(name: name, body: body))
    let number = pthread_create(&handle, nil, { Start.run($0) }, start.toOpaque())
    guard number == 0 else {
      start.release()
      isJoined = true
      throw systemError("pthread_create", on: "thread \(name)", number)
    }
  }

  /// Waits until the thread has returned from its body.
  public func join() {
    guard !isJoined else { return }
    isJoined = true
    pthread_join(handle, nil)
  }

  deinit {
    if !isJoined { pthread_detach(handle) }
  }

  /// What a new thread finds: its name and what to do.
  private final class Start {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }

    static func run(_ raw: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      guard let raw else { return nil }
      let start = Unmanaged<Start>.fromOpaque(raw).takeRetainedValue()
      var signals = sigset_t()
      sigemptyset(&signals)
      for signal in TerminationSignal.allCases { sigaddset(&signals, signal.number) }
      pthread_sigmask(SIG_BLOCK, &signals, nil)
      _ = String(start.name.prefix(15)).withCString { clinux_set_name($0) }
      start.body()
      return nil
    }
  }
}
