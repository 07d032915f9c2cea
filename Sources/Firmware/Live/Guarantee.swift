/// What a live engine guarantees about levels.
public enum Guarantee: String, Sendable, Hashable, CustomStringConvertible {
  /// A more urgent line interrupts a routine of a lower level wherever that is: each level has a
  /// real-time thread, and the kernel preempts.
  case preemptive
  /// The most urgent line is served first, and may interrupt only at safe points: everything is on
  /// one thread, and nothing is handed over.
  case cooperative

  /// The value in words.
  public var description: String {
    switch self {
    case .preemptive: "preemptive: the kernel interrupts a routine for a more urgent line"
    case .cooperative: "cooperative: the most urgent line first, between routines"
    }
  }
}
