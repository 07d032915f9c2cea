public import BoardHAL

/// What a device's connection to a line was asked to be, and what it is (rows S4-16, L59).
public struct LineInfo: Sendable, Hashable, CustomStringConvertible {
  /// What the line is attached to.
  public let label: String
  /// The name of the device.
  public let device: String
  /// The level that was asked for; passive for a passive connection, which cannot choose one.
  public let requestedLevel: Level
  /// The level at which the routine runs: the highest of those that share its lock.
  public let level: Level
  /// What makes the line ask.
  public let trigger: LineConfiguration.Trigger
  /// The processors that may run the routine: of those asked for, the ones that there are.
  public let affinity: ProcessorSet
  /// Other devices may connect to the line.
  public let isShared: Bool
  /// How the line's interrupts come about.
  public let mode: ConnectionMode
  /// The chip of the line is gone; nothing will come any more (row H12).
  public let isGone: Bool
  /// The line may ask.
  public let isEnabled: Bool
  /// The line is held back.
  public let isMasked: Bool

  /// The value in words.
  public var description: String {
    "\(device) on \(label): level \(level.number)"
      + (level == requestedLevel ? "" : " (\(requestedLevel.number) asked for)")
      + ", \(trigger)-triggered, " + (isShared ? "shared" : "exclusive")
      + (isEnabled ? "" : ", disabled")
      + (isMasked ? ", masked" : "") + (isGone ? ", gone" : "")
  }
}
