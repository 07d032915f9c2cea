public import BoardHAL
internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Takes the signals that ask a program to end as values, so that it can end in good order.
///
/// While this lives, SIGINT, SIGTERM and SIGHUP interrupt nothing: they wait until they are asked
/// for, and end a `wait` at once. A signal that the program was started to ignore, as `nohup` does
/// with SIGHUP, stays ignored.
///
/// To be made before other threads are: a thread that does not block the signals takes them away.
public struct TerminationSignals: ~Copyable {
  private let clock: MonotonicClock
  private let signals: OwnedDescriptor
  private let timer: OwnedDescriptor
  private let previousMask: sigset_t

  /// Begins to hold the signals back.
  ///
  /// - Parameter clock: The clock that deadlines are of.
  /// - Throws: `BoardError.system` when the kernel has no descriptor left.
  public init(clock: MonotonicClock) throws(BoardError) {
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for signal in TerminationSignal.allCases where !signal.isIgnored {
      sigaddset(&wanted, signal.number)
    }
    let thing = "the signals that end the program"
    let signals = OwnedDescriptor(
      try systemCall("signalfd", on: thing) {
        signalfd(-1, &wanted, Int32(SFD_CLOEXEC) | Int32(SFD_NONBLOCK))
      })
    let timer = OwnedDescriptor(
      try systemCall("timerfd_create", on: thing) {
        timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC))
      })
    // Blocked last: whatever failed above has changed nothing.
    var previous = sigset_t()
    pthread_sigmask(SIG_BLOCK, &wanted, &previous)
    self.clock = clock
    self.signals = signals
    self.timer = timer
    previousMask = previous
  }

  /// Becomes readable when a signal has come.
  var descriptor: Int32 { signals.number }

  deinit {
    var mask = previousMask
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }

  /// Takes a signal that has come, or returns nil; never waits.
  public borrowing func take() -> TerminationSignal? {
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    while true {
      let count = read(signals.number, &info, size)
      if count == size { return TerminationSignal(number: Int32(info.ssi_signo)) }
      // Empty, which is the usual answer; nothing else can go wrong with a descriptor we own.
      if count >= 0 || errno != EINTR { return nil }
    }
  }

  /// Blocks until a signal comes, and takes it, or until the clock shows `deadline`.
  ///
  /// - Parameter deadline: When to give up; never when nil.
  /// - Returns: the signal, or nil when the deadline came first.
  public borrowing func wait(until deadline: BoardInstant?) -> TerminationSignal? {
    guard case .signal(let signal) = wait(until: deadline, orReading: []) else { return nil }
    return signal
  }

  /// Blocks until a signal comes, until one of the descriptors can be read, or until the clock
  /// shows `deadline`; a signal comes first.
  ///
  /// A descriptor whose other end is gone counts as readable: reading it says so.
  ///
  /// - Parameters:
  ///   - deadline: When to give up; never when nil.
  ///   - descriptors: What else to watch; they stay the caller's.
  /// - Returns: what ended the wait.
  public borrowing func wait(
    until deadline: BoardInstant?, orReading descriptors: [Int32]
  ) -> Wake {
    if let deadline { setTimer(deadline) }
    var watched = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    watched.append(pollfd(fd: signals.number, events: Int16(POLLIN), revents: 0))
    if deadline != nil {
      watched.append(pollfd(fd: timer.number, events: Int16(POLLIN), revents: 0))
    }
    while true {
      if let signal = take() { return .signal(signal) }
      if watched.prefix(descriptors.count).contains(where: { $0.revents != 0 }) {
        return .readable
      }
      if let deadline, clock.now >= deadline { return .deadline }
      // Whatever ends this, EINTR included, all are looked at again above.
      _ = poll(&watched, nfds_t(watched.count), -1)
    }
  }

  /// Blocks until a descriptor takes what is written, at least 4096 bytes of it if it is a pipe, or
  /// until a signal comes, which comes first.
  ///
  /// - Parameter descriptor: What is to be written to; when its reader is gone, writing says so.
  /// - Returns: the signal, or nil when the descriptor can be written.
  public borrowing func wait(orWriting descriptor: Int32) -> TerminationSignal? {
    // One call where nothing stands in the way: this is asked before each piece of output.
    var ends = (
      pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: signals.number, events: Int16(POLLIN), revents: 0)
    )
    while true {
      // Whatever ends this, EINTR included, both are looked at.
      _ = withUnsafeMutablePointer(to: &ends) { ends in
        ends.withMemoryRebound(to: pollfd.self, capacity: 2) { poll($0, 2, -1) }
      }
      if ends.1.revents != 0, let signal = take() { return signal }
      if ends.0.revents != 0 { return nil }
    }
  }

  /// A timer of its own, because the deadline of `poll` is in whole milliseconds.
  private borrowing func setTimer(_ deadline: BoardInstant) {
    var setting = itimerspec()
    setting.it_value = clock.kernelTime(of: deadline)
    _ = timerfd_settime(timer.number, Int32(TFD_TIMER_ABSTIME), &setting, nil)
  }
}

extension TerminationSignal {
  /// True when the program was started to ignore the signal.
  var isIgnored: Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
