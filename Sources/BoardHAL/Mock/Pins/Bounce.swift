public import BoardHAL

/// How a contact bounces: the moments at which it changes before it rests.
///
///     open     ______-_-__-----------
///                    ├────┤  spread, with 5 edges
///
/// The moments are drawn from a seed: the same seed always gives the same bounce.
public struct Bounce: Sendable, Hashable {
  /// When the contact changes, from the moment at which it is moved; the first is 0.
  ///
  /// Their number is odd, because the contact ends in its new state.
  public let offsets: [Nanoseconds]

  /// Draws a bounce.
  ///
  /// - Parameters:
  ///   - seed: What the moments are drawn from.
  ///   - edges: How often the contact changes, the last time included; an even number is raised
  ///     by one.
  ///   - spread: The contact rests after this time at the latest.
  /// - Precondition: there is at least one edge, and a nanosecond of spread for each further one.
  public init(seed: UInt64, edges: Int, spread: Nanoseconds) {
    precondition(edges > 0, "a moved contact changes at least once")
    let further = edges & ~1
    precondition(spread.count >= Int64(further), "a bounce needs time for each of its edges")
    var generator = SplitMix64(seed: seed)
    var offsets = [Nanoseconds.zero]
    // One moment in each of as many equal slots: in order, and no two the same.
    for slot in 0..<Int64(further) {
      let width = spread.count / Int64(further)
      let within = Int64(generator.next(below: UInt64(width)))
      offsets.append(Nanoseconds(slot * width + within + 1))
    }
    self.offsets = offsets
  }

  private init(offsets: [Nanoseconds]) {
    self.offsets = offsets
  }

  /// One clean edge.
  public static let none = Bounce(offsets: [.zero])
}
