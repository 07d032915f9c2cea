public import BoardHAL

/// Ties a board's virtual time to real time: says when a virtual instant is due.
///
/// A pure value; whoever holds it reads the clock and sleeps.
///
///     virtual   0 s ─────────── 1 s ─────────── 2 s
///     real      0 s ─── 0.5 s ─── 1 s                  speed 2
public struct Pacer: Sendable {
  /// How much virtual time passes in a second of real time; greater than zero.
  public let speed: Double

  /// How late the board may be before the lost time is given up.
  ///
  /// Below it, lateness is made up for. A program that was stopped, or whose reader was, goes on
  /// at its pace afterwards instead of racing through what it missed.
  public static let patience = Nanoseconds.milliseconds(250)

  private var virtualAnchor: BoardInstant
  private var realAnchor: BoardInstant

  /// Ties the instant `virtual` of the board to the instant `real` of the clock.
  ///
  /// - Precondition: `speed` is greater than zero.
  public init(speed: Double = 1, virtual: BoardInstant = .start, real: BoardInstant) {
    precondition(speed > 0, "time does not stand still")
    self.speed = speed
    virtualAnchor = virtual
    realAnchor = real
  }

  /// The real instant at which `virtual` is due, the clock showing `now`.
  public mutating func due(_ virtual: BoardInstant, at now: BoardInstant) -> BoardInstant {
    let length = Double((virtual - virtualAnchor).count) / speed
    // A double holds whole nanoseconds up to 104 days; what lies beyond the clock is never due.
    let due =
      length < Double(Int64.max)
      ? realAnchor + Nanoseconds(Int64(length)) : BoardInstant(nanoseconds: .max)
    if due + Self.patience < now {
      virtualAnchor = virtual
      realAnchor = now
      return now
    }
    return due
  }

  /// The virtual instant that is due when the clock shows `now`.
  public func virtual(at now: BoardInstant) -> BoardInstant {
    let length = Double((now - realAnchor).count) * speed
    return length < Double(Int64.max)
      ? virtualAnchor + Nanoseconds(Int64(length)) : BoardInstant(nanoseconds: .max)
  }
}
