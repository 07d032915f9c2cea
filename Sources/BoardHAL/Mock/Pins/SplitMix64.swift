/// A small generator of numbers that look random and are the same everywhere for the same seed.
///
/// The system's generator has no seed. This one is from Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014; every seed is a good one, 0 included.
public struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt64

  /// Makes the generator of this seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next number, evenly spread over all 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`, nearly evenly spread.
  ///
  /// Part of this type, because what the standard library makes of a generator may change with
  /// its version, and with it every recorded trace.
  ///
  /// - Precondition: `bound` is greater than zero.
  public mutating func next(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "no number is below 0")
    return next().multipliedFullWidth(by: bound).high
  }
}
