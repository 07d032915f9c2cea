public import BoardHAL

/// How a contact bounces: the moments at which it changes before it rests.
///
///     open     ______-_-__-----------
///                    ├────┤  spread, with 5 edges
///
/// Drawn from a seed, where the same seed always gives the same bounce, or played as written down.
public struct Bounce: Sendable, Hashable {
  /// When the contact changes, counted from the moment at which it is moved.
  ///
  /// Their number is odd, because the contact ends in its new state.
  public let offsets: [Nanoseconds]

  /// Draws a bounce that begins at once.
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

  /// Plays a bounce that was written down, as the steps of a scenario carry it.
  ///
  /// Whatever was written, the contact ends in its new state.
  ///
  /// - Parameters:
  ///   - levels: True where the contact is closed.
  ///   - each: How long each of them lasts; greater than zero.
  ///   - closing: True when the contact is pressed, false when it is released.
  public init(levels: [Bool], each: Nanoseconds, closing: Bool) {
    precondition(each > .zero, "each level of a bounce lasts for some time")
    var offsets: [Nanoseconds] = []
    var isClosed = !closing
    for (number, level) in (levels + [closing]).enumerated() where level != isClosed {
      offsets.append(each * Int64(number))
      isClosed = level
    }
    self.offsets = offsets
  }

  private init(offsets: [Nanoseconds]) {
    self.offsets = offsets
  }

  /// One clean edge.
  public static let clean = Bounce(offsets: [.zero])
}
