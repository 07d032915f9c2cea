public import BoardHAL

/// How a device connects to lines, besides where and how urgent.
public struct ConnectOptions {
  /// Lines connected with one lock never run at the same time; a lock of their own unless given.
  public var lock: InterruptLock?
  /// The level at which the routine runs; the line's level unless given, never below it (row L02).
  public var synchronizeLevel: Int?
  /// Other devices may connect to the same line; all have to agree (row L04).
  public var isShared = false
  /// What makes the line ask.
  public var trigger = LineConfiguration.Trigger.edge
  /// A ring that has become full masks the line until the deferred call has run, so that what comes
  /// stays with the hardware; else what comes counts as lost.
  public var masksWhenFull = false
  /// The longest service before it is named, or nil for `Budgets.service` of the firmware.
  public var budget: Nanoseconds?
  /// The processors that may run the routine.
  public var affinity = ProcessorSet.all

  /// The usual: a lock of its own, exclusive, edge-triggered, any processor.
  public init() {}
}
