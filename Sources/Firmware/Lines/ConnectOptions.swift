public import BoardHAL

/// How a device connects to lines, besides where and how urgent.
public struct ConnectOptions {
  /// Lines connected with one lock never run at the same time; a lock of their own unless given.
  public var lock: InterruptLock?
  /// The level at which the routine runs; the line's level unless given, never below it (row L02).
  public var synchronizeLevel: Int?
  /// Whether other devices may connect to the same line; all have to agree (row L04).
  public var sharing = Sharing.exclusive
  /// What makes the line ask.
  public var trigger = LineConfiguration.Trigger.edge
  /// A ring that has become full masks the line until the deferred call has run, so that what comes
  /// stays with the hardware; else what comes counts as lost.
  public var masksWhenFull = false
  /// The longest service before it is named, or nil for `Budgets.service` of the firmware.
  public var budget: Nanoseconds?
  /// The processors that may run the routine.
  public var affinity = ProcessorSet.all
  /// How often to look at a pin whose chip cannot report edges; nil refuses such a pin (row L01).
  ///
  /// What `Connection.modes` says is what took effect: polling misses what is shorter than the
  /// period, and costs a look at the pin each time.
  public var polling: Nanoseconds? = .milliseconds(10)

  /// The usual: a lock of its own, exclusive, edge-triggered, any processor.
  public init() {}

  /// Who else may connect to a line.
  public enum Sharing: UInt8, Sendable, Hashable {
    /// Nobody.
    case exclusive
    /// Devices that hold the line asserted until they are served; a line of the edge kind is
    /// refused.
    case shared
    /// The same, and also on an edge line: there a second cause makes no second edge, so that each
    /// interrupt walks the chain until a whole pass has no claim (rows L10a, L10d).
    case sharedEdge
  }
}
