public import BoardHAL
internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Knows when whoever reads a program's output has gone, though nothing is written.
///
/// A write would tell, but a program that waits for edges, bytes or keys may have nothing to write
/// for hours: `head -n 1` has seen enough, and the program would wait on, with its lines held and
/// the terminal of its keys not given back.
public final class ReaderWatch {
  /// Can be read from the moment when the reader has gone: for waits that end with descriptors.
  public var descriptor: Int32 { poll.number }

  /// False for a plain file, which takes whatever is written without waiting for anybody.
  public let canBeSlow: Bool

  private let poll: OwnedDescriptor

  /// Watches the other end of a pipe or a socket; it stays the caller's.
  ///
  /// Nobody goes away from a plain file. A terminal that goes says so by SIGHUP and by the end of
  /// its keys; this would only be another answer to the same question.
  ///
  /// - Throws: `BoardError.system` when the kernel has no descriptor left.
  public init(of output: Int32) throws(BoardError) {
    poll = OwnedDescriptor(
      try systemCall("epoll_create1", on: "the watch over the reader") {
        epoll_create1(Int32(EPOLL_CLOEXEC))
      })
    // For nothing: the kernel tells of a hang-up unasked. It refuses plain files.
    var event = epoll_event()
    canBeSlow =
      isatty(output) == 1 || epoll_ctl(poll.number, EPOLL_CTL_ADD, output, &event) == 0
  }

  /// True when nobody will read any more what is written; never waits.
  public var isGone: Bool {
    var event = epoll_event()
    return epoll_wait(poll.number, &event, 1, 0) > 0
  }
}
