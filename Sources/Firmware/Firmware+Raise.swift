public import BoardHAL

extension Firmware {
  /// Runs `body` with a processor raised to `level`, and catches up before it returns.
  ///
  /// While raised, nothing at or below `level` runs on that processor. When the level falls, the
  /// lines and then the deferred calls that waited for it run, on the same processor, before this
  /// returns (row S1-10). For passive level, and for the one thread that runs the processor.
  ///
  /// - Precondition: the processor is at or below `level`: a level is never lowered from within.
  public func raised<Result, Failure: Error>(
    to level: Level, on processor: Int = 0, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let previous = dispatcher.raise(to: level, on: processor)
    defer {
      dispatcher.lower(to: previous, on: processor)
      drainTrace()
    }
    return try body()
  }

  /// The level that a virtual processor is at.
  public func level(ofProcessor processor: Int = 0) -> Level {
    dispatcher.core.processors[processor].level
  }

  /// True while a processor is in a deferred call, or in a service routine that interrupted one.
  public func isInDeferredCall(onProcessor processor: Int = 0) -> Bool {
    dispatcher.core.processors[processor].isInDeferredCall
  }

  /// Asks for service of a line from software, as a device without a record does.
  @discardableResult
  public func raise(_ line: LineID) -> InterruptController.Reception {
    dispatcher.raise(line, from: Dispatcher.outside)
  }

  /// Holds a line back: what is pending, and what still comes, waits for `unmask` (row L71).
  public func mask(_ line: LineID) {
    dispatcher.setMasked(true, line)
  }

  /// Lets a masked line ask again, at once if something is pending.
  public func unmask(_ line: LineID) {
    dispatcher.setMasked(false, line)
  }

  /// Lets another decide what happens where something else could: see `Interleaver`.
  public var interleaver: (any Interleaver)? {
    get { dispatcher.interleaver }
    set {
      dispatcher.interleaver = newValue
      dispatcher.core.isInterleaved = newValue != nil
    }
  }
}
