import BoardHAL

/// The state of one virtual processor: how urgent what it does is.
struct ProcessorState {
  /// The level of the code that runs; raised by a service routine, a deferred call or a critical
  /// section, and lowered when it ends, never otherwise (row L24).
  var level = Level.passive
  /// How many service routines are on the stack.
  var depth = 0
  /// A deferred call runs, perhaps under service routines (rows S1-11, L28).
  var isInDeferredCall = false
  /// A threaded deferred call runs, perhaps under others of dispatch level (row L23).
  var isInThreadedCall = false
  /// How long others have interrupted the routine that runs now.
  var inside = Nanoseconds.zero
  /// How many of its routines are being timed: the height of its stack of watches.
  var watched = 0
  /// When the run of deferred calls began that has not returned to passive level yet; kept while
  /// accounting is on.
  var runBegan = BoardInstant.start
  /// That run has been named as too long.
  var isRunNamed = false
  /// The routines that ended last, newest over oldest: who is to blame for a delay.
  var spans: InlineArray<8, Span> = InlineArray(repeating: Span())
  private var newestSpan = 0
  /// Deferred calls that ran since the processor last came to passive level; never 0 between two of
  /// one run.
  var deferredInARow = 0
  var counters = ProcessorCounters()

  static let spanCapacity = 8

  /// One run of one device's routine.
  struct Span: BitwiseCopyable {
    var device: Int32 = -1
    var began = BoardInstant.start
    var ended = BoardInstant.start
    /// Without what interrupted it.
    var own = Nanoseconds.zero
  }

  mutating func remember(_ span: Span) {
    newestSpan = (newestSpan + 1) % Self.spanCapacity
    spans[newestSpan] = span
  }

  /// Raises the processor for one more service routine on the stack.
  @inline(__always)
  mutating func enterService(at level: Level) {
    self.level = level
    depth &+= 1
    counters.serviced &+= 1
    if depth > 1 { counters.nested &+= 1 }
    if depth > counters.deepest { counters.deepest = depth }
  }

  /// Lowers the processor after a service routine.
  @inline(__always)
  mutating func leaveService(returningTo level: Level) {
    depth &-= 1
    self.level = level
  }

  /// Raises the processor for a deferred call.
  @inline(__always)
  mutating func enterDeferredCall() {
    level = .dispatch
    isInDeferredCall = true
    deferredInARow &+= 1
    counters.deferred &+= 1
  }

  /// Notes that a threaded call begins, at the level that the processor has.
  mutating func enterThreadedCall() {
    isInThreadedCall = true
    deferredInARow += 1
    counters.deferred += 1
  }

  /// Lowers the processor after a deferred call.
  @inline(__always)
  mutating func leaveDeferredCall(returningTo level: Level) {
    isInDeferredCall = false
    self.level = level
  }

  /// Raises the processor because code asks for it; returns the level it was at.
  mutating func raise(to level: Level) -> Level {
    let previous = self.level
    precondition(previous <= level, "raised to a level below the processor's own")
    counters.raisedByCode += 1
    self.level = level
    return previous
  }
}

/// What one virtual processor did.
public struct ProcessorCounters: Sendable, Hashable, BitwiseCopyable {
  /// Lines served.
  public internal(set) var serviced: UInt64 = 0
  /// Services that interrupted another service.
  public internal(set) var nested: UInt64 = 0
  /// The most service routines that were on the stack at once.
  public internal(set) var deepest = 0
  /// Deferred calls run.
  public internal(set) var deferred: UInt64 = 0
  /// Times that code on the processor raised its level itself: `raised` and `withLine`.
  public internal(set) var raisedByCode: UInt64 = 0
  /// Line locks taken, by service routines and by `withLine`.
  public internal(set) var locks: UInt64 = 0
  /// Critical sections on a line: `withLine`.
  public internal(set) var synchronized: UInt64 = 0

  /// Times that the level was raised, by whatever (row L94).
  public var raises: UInt64 { serviced + deferred + raisedByCode }

  /// Counters that have counted nothing.
  public init() {}
}
