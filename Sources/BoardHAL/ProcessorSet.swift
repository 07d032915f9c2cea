/// Virtual processors by number; a set of them is an interrupt line's affinity.
@frozen
public struct ProcessorSet: OptionSet, Sendable, Hashable, BitwiseCopyable {
  /// One bit for each processor.
  public let rawValue: UInt8

  /// Makes the set of the processors whose bits are set.
  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The greatest number of virtual processors that a firmware can have.
  public static let capacity = 8

  /// Every processor there is.
  public static let all = ProcessorSet(rawValue: .max)

  /// The set of one processor.
  ///
  /// - Precondition: `number` is less than `capacity`.
  @inlinable
  public static func processor(_ number: Int) -> ProcessorSet {
    precondition(number >= 0 && number < capacity, "a processor set holds processors 0 to 7")
    return ProcessorSet(rawValue: 1 << UInt8(number))
  }

  /// The processors 0 up to, but without, `count`.
  @inlinable
  public static func first(_ count: Int) -> ProcessorSet {
    precondition(count >= 0 && count <= capacity, "a processor set holds at most 8 processors")
    return ProcessorSet(rawValue: UInt8(truncatingIfNeeded: (UInt(1) << UInt(count)) - 1))
  }
}
