internal import BoardHAL
internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The kernel's word on which descriptors are ready: one epoll, with a timer and a bell in it.
///
/// Level-triggered: what was not drained is reported again. Edge-triggered readiness could hang,
/// because a full edge buffer takes a new record without waking anybody (row H06).
final class Readiness {
  /// What a descriptor is ready for.
  struct Events: OptionSet {
    let rawValue: UInt32

    static let input = Events(rawValue: EPOLLIN.rawValue)
    static let output = Events(rawValue: EPOLLOUT.rawValue)
    /// The device, or the far end, is gone; heard whether it is watched for or not.
    static let hangup = Events(rawValue: EPOLLHUP.rawValue)
    /// An error waits; heard whether it is watched for or not.
    static let error = Events(rawValue: EPOLLERR.rawValue)
  }

  /// Why a look at the descriptors returned.
  enum Occurrence {
    /// The descriptor of the feed in this slot of the board is ready.
    case feed(slot: Int, Events)
    /// The instant that was set has come.
    case deadline
    /// A device went away, and with it perhaps what some feed reads from.
    case removal
    /// Somebody rang, or a signal was handled.
    case call
    /// A descriptor of the owner's is readable.
    case owner
  }

  /// Ends a wait from another thread.
  let bell: Bell

  private let poll: OwnedDescriptor
  private let timer: OwnedDescriptor

  /// Readable when a look would find something.
  var descriptor: Int32 { poll.number }

  private var devices: DeviceWatch?
  private let events: UnsafeMutableBufferPointer<epoll_event>
  @exclusivity(unchecked) private var armed: BoardInstant?

  private static let timerKey = UInt64.max
  private static let bellKey = UInt64.max - 1
  private static let guestKey = UInt64.max - 2
  private static let devicesKey = UInt64.max - 3
  /// How many descriptors one system call can report; what is more waits for the next.
  private static let batch = 64

  /// Makes a readiness that watches nothing yet.
  ///
  /// - Throws: `BoardError.system` when the kernel has no descriptor left.
  init() throws(BoardError) {
    let thing = "the board's readiness"
    bell = try Bell()
    poll = OwnedDescriptor(
      try systemCall("epoll_create1", on: thing) { epoll_create1(Int32(EPOLL_CLOEXEC)) })
    timer = OwnedDescriptor(
      try systemCall("timerfd_create", on: thing) {
        timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
      })
    events = .allocate(capacity: Self.batch)
    events.initialize(repeating: epoll_event())
    try add(timer.number, .input, key: Self.timerKey)
    try add(bell.descriptor.number, .input, key: Self.bellKey)
  }

  deinit { events.deallocate() }

  // MARK: Watching

  /// Begins to watch the descriptor of the feed in a slot.
  func watch(_ descriptor: Int32, for events: Events, slot: Int) throws(BoardError) {
    try add(descriptor, events, key: UInt64(slot))
  }

  /// Begins to watch a descriptor of the owner's, which ends a wait when it becomes readable.
  func watchGuest(_ descriptor: Int32) throws(BoardError) {
    try add(descriptor, .input, key: Self.guestKey)
  }

  /// Begins to watch a descriptor of the owner's for one kind of event.
  ///
  /// - Returns: false when it cannot be waited for, because it is always ready.
  func watchGuest(_ descriptor: Int32, for event: GuestEvent) throws(BoardError) -> Bool {
    let asked: Events =
      switch event {
      case .readable: .input
      case .writable: .output
      }
    do throws(BoardError) {
      try add(descriptor, asked, key: Self.guestKey)
    } catch {
      guard case .system(_, _, EPERM, _) = error else { throw error }
      return false
    }
    return true
  }

  /// Begins to watch for devices that go away; asked for again, it does nothing.
  func watchDevices() throws(BoardError) {
    guard devices == nil else { return }
    let watch = try DeviceWatch()
    try add(watch.descriptor.number, .input, key: Self.devicesKey)
    devices = watch
  }

  /// Watches a descriptor for other things than before, or for the same once more.
  ///
  /// The kernel looks at the descriptor anew, so that a hang-up which woke nobody is found.
  func change(_ descriptor: Int32, to events: Events, slot: Int) {
    var event = epoll_event(events: events.rawValue, data: epoll_data(u64: UInt64(slot)))
    // Fails only for a descriptor that is not watched, which the board's slots rule out.
    _ = epoll_ctl(poll.number, EPOLL_CTL_MOD, descriptor, &event)
  }

  /// Watches a descriptor no more; does no harm when the kernel has let go of it already.
  func forget(_ descriptor: Int32) {
    _ = epoll_ctl(poll.number, EPOLL_CTL_DEL, descriptor, nil)
  }

  private func add(_ descriptor: Int32, _ events: Events, key: UInt64) throws(BoardError) {
    var event = epoll_event(events: events.rawValue, data: epoll_data(u64: key))
    try systemCall("epoll_ctl", on: "descriptor \(descriptor)") {
      epoll_ctl(poll.number, EPOLL_CTL_ADD, descriptor, &event)
    }
  }

  // MARK: Waiting

  /// Asks what is ready, and waits for something if `blocks`; then tells `body` each thing.
  func look(blocks: Bool, _ body: (Occurrence) -> Void) {
    // Nil only of an empty buffer; musl's header wants to be told.
    guard let first = events.baseAddress else { return }
    let count = epoll_wait(poll.number, first, Int32(events.count), blocks ? -1 : 0)
    // Negative only for EINTR: the owner looks again at what it waits for.
    if count < 0 { body(.call) }
    for index in 0..<max(0, Int(count)) {
      let event = events[index]
      switch event.data.u64 {
      case Self.timerKey:
        arm(nil, on: nil)
        body(.deadline)
      case Self.bellKey:
        bell.silence()
        body(.call)
      case Self.guestKey: body(.owner)
      case Self.devicesKey:
        devices?.settle()
        body(.removal)
      default:
        body(.feed(slot: Int(event.data.u64), Events(rawValue: event.events)))
      }
    }
  }

  /// Sets the instant at which a blocking look ends, in nanoseconds; never when nil.
  func arm(_ deadline: BoardInstant?, on clock: MonotonicClock?) {
    guard deadline != armed else { return }
    var setting = itimerspec()
    if let deadline, let clock { setting.it_value = clock.kernelTime(of: deadline) }
    // Setting it anew also takes back that it ran out, so that it ends one wait and not the next.
    _ = timerfd_settime(timer.number, Int32(TFD_TIMER_ABSTIME), &setting, nil)
    armed = deadline
  }
}
