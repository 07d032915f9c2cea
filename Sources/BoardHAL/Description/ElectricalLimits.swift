/// What the pins of a board bear, as published; nil where the maker publishes nothing.
public struct ElectricalLimits: Sendable, Hashable {
  /// The voltage of a high output, in millivolts.
  public let supplyMillivolts: Int

  /// More than this on an input destroys it, in millivolts.
  public let inputMaximumMillivolts: Int

  /// An input at or below this reads low, in millivolts.
  public let inputLowMaximumMillivolts: Int?

  /// An input at or above this reads high, in millivolts.
  public let inputHighMinimumMillivolts: Int?

  /// The current an output gives unless told otherwise, in milliamperes.
  public let driveDefaultMilliamperes: Int?

  /// The most current an output can be set to give, in milliamperes.
  public let driveMaximumMilliamperes: Int?

  /// The resistance of an internal pull, in ohms, smallest to largest.
  public let internalPullOhms: ClosedRange<Int>?

  /// Makes limits.
  public init(
    supplyMillivolts: Int,
    inputMaximumMillivolts: Int,
    inputLowMaximumMillivolts: Int? = nil,
    inputHighMinimumMillivolts: Int? = nil,
    driveDefaultMilliamperes: Int? = nil,
    driveMaximumMilliamperes: Int? = nil,
    internalPullOhms: ClosedRange<Int>? = nil
  ) {
    self.supplyMillivolts = supplyMillivolts
    self.inputMaximumMillivolts = inputMaximumMillivolts
    self.inputLowMaximumMillivolts = inputLowMaximumMillivolts
    self.inputHighMinimumMillivolts = inputHighMinimumMillivolts
    self.driveDefaultMilliamperes = driveDefaultMilliamperes
    self.driveMaximumMilliamperes = driveMaximumMilliamperes
    self.internalPullOhms = internalPullOhms
  }
}
