/// How urgent running code is; a higher level interrupts a lower one, never the other way round.
///
/// The numbers are those of the Windows x64 interrupt request levels, so that a reader of the
/// sources finds them where they were: passive 0, dispatch 2, device levels 3 to 12, high 15.
/// Level 1 (asynchronous procedure calls) does not exist here.
@frozen
public struct Level: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// The number of the level; greater means more urgent.
  public let number: UInt8

  @inlinable
  init(unchecked number: UInt8) {
    self.number = number
  }

  /// Application code and work items: may block, allocate and await.
  @inlinable
  public static var passive: Level { Level(unchecked: 0) }

  /// Deferred calls and timers: may not block.
  @inlinable
  public static var dispatch: Level { Level(unchecked: 2) }

  /// Watchdog and fault capture; no line is connected here.
  @inlinable
  public static var high: Level { Level(unchecked: 15) }

  /// The numbers that a line's level may have.
  public static let deviceNumbers: ClosedRange<Int> = 3...12

  /// The device level with this number, or nil when it is not one of `deviceNumbers`.
  public static func device(_ number: Int) -> Level? {
    guard deviceNumbers.contains(number) else { return nil }
    return Level(unchecked: UInt8(number))
  }

  /// True for the levels at which interrupt service routines run.
  @inlinable
  public var isDevice: Bool { number >= 3 && number <= 12 }

  /// True when code at `higher` interrupts code at `lower`.
  @inlinable
  public static func < (lower: Level, higher: Level) -> Bool {
    lower.number < higher.number
  }
}
