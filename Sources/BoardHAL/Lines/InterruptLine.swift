/// The controller's state of one line.
///
///     disabled ──enable──► enabled ◄──unmask── masked      masked keeps what is pending,
///        ▲                    │ └─────mask───────►         disabled forgets it
///        └─────disable────────┘
///
/// An interrupt happens when an enabled, unmasked line that is not in service becomes pending, or
/// when a pending line becomes enabled, unmasked or free (rows L71 and S2-06).
struct InterruptLine {
  var configuration: LineConfiguration
  var isOpen = false
  var isEnabled = false
  var isMasked = false
  /// Asked without a record: one bit, so asking twice merges.
  var isRaised = false
  /// A level-triggered line whose device asserts it.
  var isAsserted = false
  /// Linked into the ready queues; derived from the rest, kept to make unlinking certain.
  var isReady = false
  /// The processor that serves the line now, or -1.
  var servedBy: Int8 = -1
  var latchStart = 0
  var latchHead = 0
  var latchCount = 0
  var counters = LineCounters()

  /// The line has something for its service routine.
  var isPending: Bool { latchCount > 0 || isRaised || isAsserted }

  /// Settles whether the line belongs into the ready queues; true when that has changed.
  @inline(__always)
  mutating func updateReadiness() -> Bool {
    let wasReady = isReady
    isReady = isDeliverable
    return isReady != wasReady
  }

  /// The line belongs into the ready queues.
  var isDeliverable: Bool { isPending && isEnabled && !isMasked && servedBy < 0 }

  /// The latch would take another record.
  var hasRoom: Bool { latchCount < configuration.latchCapacity }

  /// The latch is half empty, or closed.
  var isWorthFilling: Bool { !isEnabled || latchCount * 2 <= configuration.latchCapacity }

  /// Counts one more record into the latch, which has so many places; returns where it belongs.
  ///
  /// That is never the place before the head, where the record in service lies.
  @inline(__always)
  mutating func reserveSlot(places: Int) -> Int {
    counters.raised &+= 1
    var slot = latchHead &+ latchCount
    if slot >= places { slot &-= places }
    latchCount &+= 1
    return latchStart &+ slot
  }

  /// Goes into service, and off the ready queues; returns where the oldest record is, or -1 when
  /// the line asked without one.
  @inline(__always)
  mutating func beginService(on processor: Int, places: Int) -> Int {
    servedBy = Int8(truncatingIfNeeded: processor)
    isReady = false
    counters.claimed &+= 1
    guard latchCount > 0 else {
      isRaised = false
      return -1
    }
    let head = latchHead
    latchCount &-= 1
    latchHead = head &+ 1 == places ? 0 : head &+ 1
    return latchStart &+ head
  }

  /// Comes out of service.
  @inline(__always)
  mutating func endService() {
    servedBy = -1
    // An empty latch starts over, so that a line which is served in time uses one place only.
    if latchCount == 0 { latchHead = 0 }
  }
}
