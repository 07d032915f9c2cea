/// How a line takes part in interrupts: what the controller is told when the line is opened.
public struct LineConfiguration: Sendable, Hashable {
  /// What makes a line ask for service.
  public enum Trigger: UInt8, Sendable, Hashable {
    /// Each edge or piece of bytes asks once.
    case edge
    /// The line asks for as long as its device asserts it.
    case level
  }

  /// The level at which the line's service routine runs; the synchronize level (row S2-04).
  public var level: Level
  /// What makes the line ask.
  public var trigger: Trigger
  /// The processors that may serve the line; empty sets are refused when the line is opened.
  public var affinity: ProcessorSet
  /// How many records can wait between the hardware and the service routine.
  public var latchCapacity: Int

  /// Describes a line; the latch holds 16 records unless told otherwise, as the kernel's does.
  public init(
    level: Level, trigger: Trigger = .edge, affinity: ProcessorSet = .all, latchCapacity: Int = 16
  ) {
    self.level = level
    self.trigger = trigger
    self.affinity = affinity
    self.latchCapacity = latchCapacity
  }
}
