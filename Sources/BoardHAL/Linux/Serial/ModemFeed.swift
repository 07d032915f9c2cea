internal import BoardHAL
internal import CLinux
internal import CSerialPort

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The modem lines of a port: a thread of their own waits for changes, and tells them to the
/// board's readiness through an eventfd (row H17).
///
/// The kernel has no descriptor that says so, and forgets what changes between two waits of the
/// thread. So the lines are looked at once more a moment after each change, and after the thread
/// was started: by then it waits again, and what fell in between is told.
final class ModemFeed: LineFeed {
  /// The line that reports the changes.
  let line: LineID

  let port: SerialPort
  private let changes: OwnedDescriptor
  private var waiter: OpaquePointer?
  private var last: ModemLines = []
  private var untold: UInt64 = 0
  /// When to look once more, without having been told.
  private(set) var nextCheck: BoardInstant?
  /// The thread was started and has not been given its moment.
  private var isFresh = false

  /// How long the thread has to be waiting again.
  private static let moment = Nanoseconds.milliseconds(20)

  init(of port: SerialPort, as line: LineID) throws(BoardError) {
    self.port = port
    self.line = line
    changes = OwnedDescriptor(
      try systemCall("eventfd", on: port.name) {
        eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
      })
    last = port.readModemLines() ?? []
  }

  deinit { detach() }

  /// Waits for changes of a port that is there.
  func attach(_ descriptor: Int32?) throws(BoardError) {
    guard let descriptor else { return }
    waiter = cserial_waiter_start(descriptor, changes.number)
    if waiter == nil { throw systemError("pthread_create", on: port.name, errno) }
    isFresh = true
    nextCheck = .start
  }

  /// Waits no more: the port is gone, or is being closed.
  func detach() {
    guard let waiter else { return }
    cserial_waiter_stop(waiter)
    self.waiter = nil
  }

  var descriptor: Int32? { changes.number }

  var interest: Readiness.Events { .input }

  var isDrained: Bool { true }

  func arrive(_ events: Readiness.Events, at now: BoardInstant, naming ready: inout ReadyLines) {
    var count: UInt64 = 0
    if read(changes.number, &count, MemoryLayout<UInt64>.size) > 0 {
      untold += count
      nextCheck = now + Self.moment
    } else if let due = nextCheck, due <= now {
      nextCheck = isFresh ? now + Self.moment : nil
      isFresh = false
      if untold == 0, let lines = port.readModemLines(), lines != last { untold = 1 }
    }
    if untold > 0 { ready.join(line) }
  }

  func takeRecord(from line: LineID, on clock: MonotonicClock) -> LineRecord? {
    guard untold > 0 else { return nil }
    defer { untold = 0 }
    last = port.readModemLines() ?? last
    return .serial(
      SerialRecord(
        time: clock.now, modemLines: last, changes: UInt32(clamping: untold),
        generation: port.generation))
  }

  func hasRecord(_ line: LineID) -> Bool { untold > 0 }

  func value(of line: LineID) throws(BoardError) -> LineValue { throw .valueless(line) }

  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    try port.transmit(bytes, on: line)
  }

  func close(_ line: LineID) -> Bool {
    detach()
    return true
  }
}
