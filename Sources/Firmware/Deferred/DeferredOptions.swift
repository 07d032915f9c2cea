public import BoardHAL

/// How a device's deferred calls wait and run; one set for all calls of the device.
///
/// One set, because the calls of a device share its properties without a lock: they stay on one
/// processor and at one level (decision 19).
public struct DeferredOptions: Sendable, Hashable {
  /// Where the calls join their queue.
  public var importance = Importance.medium
  /// The virtual processor that runs everything of the device's deferred half.
  public var processor = 0
  /// The longest time that a call of low importance waits for others; no meaning for the rest.
  public var maximumDelay = Nanoseconds.milliseconds(10)
  /// The longest run before it is named, or nil for `Budgets.deferred` of the firmware (row L21).
  public var budget: Nanoseconds?
  /// The calls run at passive level, after all that are not threaded (row L23).
  ///
  /// Those interrupt them at safe points. What they may do stays that of dispatch level.
  public var isThreaded = false

  /// The usual: medium importance, on the first processor, at dispatch level.
  public init() {}

  /// The usual, but of this importance and on this processor.
  public init(importance: Importance, processor: Int = 0) {
    self.importance = importance
    self.processor = processor
  }
}
