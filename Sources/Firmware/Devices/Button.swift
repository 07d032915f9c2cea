public import BoardHAL

/// A push button on one line: debounced, and telling a short press from a long one.
public struct Button: InterruptDriven {
  /// What a button tells.
  public enum Event: UInt8, DeviceCode {
    /// It went down.
    case pressed
    /// It went up; the value is how long it was down, in nanoseconds.
    case released
    /// It has been down for the hold time.
    case held

    /// What people and files call it.
    public var name: String {
      switch self {
      case .pressed: "pressed"
      case .released: "released"
      case .held: "held"
      }
    }
  }

  /// What the service routine counts, under the line's lock.
  public struct LineState: Sendable, Hashable {
    /// Every edge of the contact, the bounces too.
    public var edges = 0

    /// Starts counting at zero.
    public init() {}
  }

  private enum Timer {
    static let debounce = 0
    static let hold = 1
  }

  /// How often the button was pressed.
  public private(set) var presses = 0

  /// Edges that the hardware, or a full ring, could not give us.
  public private(set) var lostEdges = 0

  private var debouncer: Debouncer
  private let hold: Nanoseconds?
  private var pressedAt = BoardInstant.start

  /// How many timers the device uses.
  public static var timerCount: Int { 2 }

  /// Makes a button that is up.
  ///
  /// - Parameters:
  ///   - debounce: How its contact is judged; nil believes every edge.
  ///   - hold: After how long a press counts as held; nil for never.
  public init(
    debounce: Debounce? = Debounce(.settle, period: .milliseconds(5)), hold: Nanoseconds? = nil
  ) {
    debouncer = Debouncer(debounce, value: .inactive)
    self.hold = hold
  }

  /// Nothing to do, unless the device says otherwise.
  public mutating func started(_ context: borrowing DispatchContext<Button>) {
    // A button that is down already was not pressed now: no event, but its release will be one.
    guard let value = context.value() else { return }
    pressedAt = context.now
    debouncer = Debouncer(debouncer.debounce, value: value)
  }

  /// Takes what arrived off the line, and hands it to the deferred call.
  public static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<EdgeRecord> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    line.edges += 1
    return .deferred(edge)
  }

  /// Works through everything that came since the last run.
  public mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Button>
  ) {
    batch.forEach { item in
      switch item {
      case .value(let edge):
        lostEdges += Int(edge.lost)
        observe(edge.value, at: edge.time, context)
      case .lost(let count):
        lostEdges += count
      }
    }
    // Edges are gone that might have been the last ones, so the pin itself has the final word.
    if batch.lost > 0, let value = context.value() { observe(value, at: context.now, context) }
    planDebounce(context)
  }

  /// Does what the timer was for.
  public mutating func expired(
    _ timer: Int, periods: Int, _ context: borrowing DispatchContext<Button>
  ) {
    if timer == Timer.hold {
      context.emit(.held)
      return
    }
    let now = context.now
    if let value = debouncer.settle(at: now) { report(value, at: now, context) }
    planDebounce(context)
  }

  private mutating func observe(
    _ value: LineValue, at time: BoardInstant, _ context: borrowing DispatchContext<Button>
  ) {
    // The contact may have been quiet for a period before this edge, in a batch that came late.
    if let deadline = debouncer.deadline, deadline <= time,
      let settled = debouncer.settle(at: deadline)
    {
      report(settled, at: deadline, context)
    }
    if let value = debouncer.observe(value, at: time) { report(value, at: time, context) }
  }

  private mutating func report(
    _ value: LineValue, at time: BoardInstant, _ context: borrowing DispatchContext<Button>
  ) {
    if value == .active {
      presses += 1
      pressedAt = time
      if let hold { context.arm(Timer.hold, at: time + hold) }
      context.emit(.pressed)
    } else {
      context.cancel(Timer.hold)
      context.emit(.released, value: (time - pressedAt).count)
    }
  }

  private func planDebounce(_ context: borrowing DispatchContext<Button>) {
    if let deadline = debouncer.deadline {
      context.arm(Timer.debounce, at: deadline)
    } else {
      context.cancel(Timer.debounce)
    }
  }
}
