public import BoardHAL

/// A device whose deferred calls may run on several processors at once, as those of the Windows
/// model do (row L13): a test mode, for code that is to be tried under that rule.
///
/// Off unless `Limits.allowsConcurrentCalls` is set, and then only for devices of this kind that
/// are registered with `registerConcurrentDeferredCall()`. The routine is static, so that it cannot
/// reach the device's properties, which no lock guards; what its runs share is the line state,
/// under the line's lock. One run at a time drains a ring: the other is given an empty batch.
public protocol ConcurrentDriven: InterruptDriven, ~Copyable {
  /// Does the rest of the work at dispatch level, perhaps on two processors at once.
  static func deferredAnywhere(
    _ batch: borrowing Batch<Snapshot>, _ context: borrowing ConcurrentContext<Self>)
}

extension ConcurrentDriven where Self: ~Copyable {
  /// Runs the static routine, for a device that is registered as any other.
  @inlinable
  public mutating func deferred(
    _ batch: borrowing Batch<Snapshot>, _ context: borrowing DispatchContext<Self>
  ) {
    Self.deferredAnywhere(batch, ConcurrentContext(context))
  }
}

/// The token of dispatch level for a deferred call that may run beside itself: it reaches nothing
/// of the device but its line state and the application.
@safe
public struct ConcurrentContext<D: ConcurrentDriven & ~Copyable>: ~Copyable, LevelToken {
  @usableFromInline
  unowned(unsafe) let dispatcher: Dispatcher

  /// The device whose deferred half runs.
  public let device: DeviceID

  /// Which of the device's deferred calls runs: 0 for its own, from 1 for custom ones.
  public let call: Int

  /// The virtual processor on which it runs.
  public let processor: Int

  @inlinable
  init(_ frame: borrowing DispatchFrame) {
    unsafe dispatcher = frame.dispatcher
    device = frame.device
    call = frame.call
    processor = frame.processor
  }

  @inlinable
  init(_ context: borrowing DispatchContext<D>) {
    unsafe dispatcher = context.dispatcher
    device = context.device
    call = context.call
    processor = context.processor
  }
}

extension ConcurrentContext where D: ~Copyable {
  /// The level of the processor: dispatch, or the line's inside `withLine`.
  public var level: Level { unsafe dispatcher.core.processors[processor].level }

  /// The time on the board's clock; costs a clock read on a live board.
  public var now: BoardInstant { unsafe dispatcher.backend.now }

  /// Says that the call works for `time`: virtual time passes, lines are served.
  public borrowing func spend(_ time: Nanoseconds) {
    unsafe dispatcher.spend(time, on: processor)
  }

  /// Tells the application something; what the event queue cannot hold is counted as lost.
  public borrowing func emit(_ event: D.Event, value: Int64 = 0) {
    unsafe dispatcher.emit(event.rawValue, value: value, text: nil, from: device)
  }

  /// Runs `body` with the line state, as `DispatchContext.withLine` does.
  @inlinable
  @discardableResult
  public borrowing func withLine<Value, Failure: Error>(
    _ connection: Int = 0, _ body: (inout D.LineState) throws(Failure) -> Value
  ) throws(Failure) -> LineAccess<Value> {
    try unsafe dispatcher.withLine(of: D.self, connection, of: device, on: processor, body)
  }
}

/// How the dispatcher reaches the routine without knowing the device's type.
@usableFromInline
typealias ConcurrentDrain = (UnsafeMutableRawPointer, borrowing DispatchFrame) -> DrainReport

extension ConcurrentDriven where Self: ~Copyable {
  /// Drains a connection's ring into the static routine, unless somebody drains it already.
  @inlinable
  static var concurrentDrain: ConcurrentDrain {
    { raw, frame in
      let cell = unsafe raw.assumingMemoryBound(to: ConnectionCell<Self>.self).pointee
      guard cell.rings[frame.call].tryClaim() else {
        if frame.deliversEmpty {
          let none = Batch(
            emptyOf: cell.rings[frame.call], call: frame.call,
            connection: frame.connection)
          Self.deferredAnywhere(none, ConcurrentContext(frame))
        }
        return DrainReport()
      }
      var report = DrainReport()
      if frame.deliversEmpty || cell.rings[frame.call].hasNews {
        let batch = Batch(
          draining: cell.rings[frame.call], call: frame.call,
          connection: frame.connection)
        Self.deferredAnywhere(batch, ConcurrentContext(frame))
        report = cell.rings[frame.call].free(batch)
      }
      // Looked at after letting go: who found the ring claimed has left its news to this run.
      cell.rings[frame.call].unclaim()
      report.hasMore = cell.rings[frame.call].hasNews
      return report
    }
  }
}

extension AddedDevice where D: ConcurrentDriven & ~Copyable {
  /// Gives the device its deferred call, which may run on several processors at once if
  /// `Limits.allowsConcurrentCalls` is set; else it is as any other.
  ///
  /// A request queues it on the processor that asks.
  ///
  /// - Throws: `alreadyRegistered` or `full`.
  public borrowing func registerConcurrentDeferredCall() throws(FirmwareError) {
    try registerDeferredCall()
    unsafe firmware.dispatcher.allowConcurrentCalls(of: id, D.concurrentDrain)
  }
}

extension Dispatcher {
  func allowConcurrentCalls(of device: DeviceID, _ drain: @escaping ConcurrentDrain) {
    guard limits.allowsConcurrentCalls else { return }
    unsafe core.devices[device.index].concurrentDrain = drain
    for number in 0..<core.devices[device.index].callCount {
      let call = Int(core.devices[device.index].firstCall) + number
      core.deferredCalls[call].traits.insert(.concurrent)
    }
  }
}
