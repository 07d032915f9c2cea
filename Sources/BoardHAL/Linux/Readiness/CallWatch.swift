public import BoardHAL
internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Descriptors and an instant that end a board's wait: for whoever wants something of the program
/// while its firmware runs.
///
/// One descriptor to the board, whatever is behind it, so that a client that comes or goes changes
/// nothing there.
public final class CallWatch {
  private let poll: OwnedDescriptor
  private let timer: OwnedDescriptor
  private let clock: MonotonicClock
  private var watched: [Int32] = []
  private var armed: BoardInstant?

  /// Readable when one of the descriptors is, or when the instant has come.
  var descriptor: Int32 { poll.number }

  /// Makes a watch over nothing.
  ///
  /// - Parameter clock: The clock that instants are of.
  /// - Throws: `BoardError.system` when the kernel has no descriptor left.
  public init(clock: MonotonicClock) throws(BoardError) {
    let thing = "the watch over callers"
    poll = OwnedDescriptor(
      try systemCall("epoll_create1", on: thing) { epoll_create1(Int32(EPOLL_CLOEXEC)) })
    timer = OwnedDescriptor(
      try systemCall("timerfd_create", on: thing) {
        timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
      })
    self.clock = clock
    add(timer.number)
  }

  /// Watches these descriptors and no others.
  ///
  /// To be said again whenever one of them may have been closed: its number may be another's by
  /// now. A plain file is passed over, as it can always be read; who has one need not wait for it.
  public func watch(_ descriptors: [Int32]) {
    for descriptor in watched where !descriptors.contains(descriptor) {
      // Refused for one that is closed, which the kernel has forgotten by itself.
      _ = epoll_ctl(poll.number, EPOLL_CTL_DEL, descriptor, nil)
    }
    for descriptor in descriptors { add(descriptor) }
    watched = descriptors
  }

  /// Sets the instant, never when nil; in the past, the next wait ends at once.
  public func set(_ instant: BoardInstant?) {
    guard instant != armed else { return }
    var setting = itimerspec()
    if let instant { setting.it_value = clock.kernelTime(of: instant) }
    // Setting it anew also takes back that it ran out.
    _ = timerfd_settime(timer.number, Int32(TFD_TIMER_ABSTIME), &setting, nil)
    armed = instant
  }

  /// Fails for what is watched already, which is as well, and for plain files.
  private func add(_ descriptor: Int32) {
    var event = epoll_event(
      events: EPOLLIN.rawValue, data: epoll_data(u64: UInt64(UInt32(bitPattern: descriptor))))
    _ = epoll_ctl(poll.number, EPOLL_CTL_ADD, descriptor, &event)
  }
}
