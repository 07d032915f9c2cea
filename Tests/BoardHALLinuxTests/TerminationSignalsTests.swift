import BoardHAL
import BoardHALLinux
import Glibc
import Testing

/// Each test raises signals on its own thread and takes them there, so none can end the process.
@Suite(.serialized) struct TerminationSignalsTests {
  private let clock = MonotonicClock()

  init() {
    // Who started the tests in the background of a script, or with `nohup`, has some ignored.
    for ignored in TerminationSignal.allCases { signal(ignored.number, SIG_DFL) }
  }

  @Test(arguments: TerminationSignal.allCases)
  func `a signal is taken as a value, once`(_ signal: TerminationSignal) throws {
    let signals = try TerminationSignals(clock: clock)
    #expect(signals.take() == nil)
    raise(signal.number)
    #expect(signals.take() == signal)
    #expect(signals.take() == nil)
  }

  @Test func `a signal ends a wait, whatever the deadline`() throws {
    let signals = try TerminationSignals(clock: clock)
    raise(SIGTERM)
    #expect(signals.wait(until: nil) == .terminate)
    raise(SIGINT)
    #expect(signals.wait(until: clock.now + .seconds(3_600)) == .interrupt)
    raise(SIGHUP)
    #expect(signals.wait(until: .start) == .hangup)
  }

  @Test func `without a signal a wait lasts until its deadline`() throws {
    let signals = try TerminationSignals(clock: clock)
    let deadline = clock.now + .microseconds(300)
    #expect(signals.wait(until: deadline) == nil)
    #expect(clock.now >= deadline)
    #expect(signals.wait(until: .start) == nil)
  }

  @Test func `a descriptor that can be read ends a wait, and a signal comes before it`() throws {
    let signals = try TerminationSignals(clock: clock)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    #expect(signals.wait(until: .start, orReading: [ends[0]]) == .deadline)
    #expect(write(ends[1], "x", 1) == 1)
    #expect(signals.wait(until: nil, orReading: [ends[0]]) == .readable)
    raise(SIGTERM)
    #expect(signals.wait(until: nil, orReading: [ends[0]]) == .signal(.terminate))
    // A far end that is gone is for the reader to find out.
    var byte = UInt8(0)
    #expect(read(ends[0], &byte, 1) == 1)
    close(ends[1])
    #expect(signals.wait(until: nil, orReading: [ends[0]]) == .readable)
  }

  @Test func `a signal from another thread ends a wait under way`() throws {
    let signals = try TerminationSignals(clock: clock)
    var waiter = Waiter(thread: pthread_self())
    var thread = pthread_t()
    pthread_create(&thread, nil, { Waiter.interrupt($0) }, &waiter)
    #expect(signals.wait(until: nil) == .interrupt)
    pthread_join(thread, nil)
  }

  @Test func `the thread's mask is as before when it is over`() throws {
    // Threads that run tests may block signals of their own accord.
    let wasBlocked = isBlocked(SIGTERM)
    do {
      let signals = try TerminationSignals(clock: clock)
      #expect(isBlocked(SIGTERM))
      #expect(signals.take() == nil)
    }
    #expect(isBlocked(SIGTERM) == wasBlocked)
  }

  @Test func `what the program was started to ignore stays ignored`() throws {
    let previous = signal(SIGHUP, SIG_IGN)
    defer { signal(SIGHUP, previous) }
    let signals = try TerminationSignals(clock: clock)
    raise(SIGHUP)
    #expect(signals.take() == nil)
  }

  private func isBlocked(_ number: Int32) -> Bool {
    var mask = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &mask)
    return sigismember(&mask, number) == 1
  }
}

/// The thread that waits, for the one that interrupts it.
private struct Waiter {
  let thread: pthread_t

  static func interrupt(_ waiter: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let waiter else { return nil }
    pthread_kill(waiter.load(as: Waiter.self).thread, SIGINT)
    return nil
  }
}
