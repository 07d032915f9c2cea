public import BoardHAL

/// The token of dispatch level: what a device's deferred half may do.
///
/// Borrowed for the length of the call. It may end requests and reach the line state under the
/// line's lock; it may not wait (rows L20, S1-16).
@safe
public struct DispatchContext<D: Device & ~Copyable>: ~Copyable, LevelToken, MayComplete {
  @usableFromInline
  unowned(unsafe) let dispatcher: Dispatcher

  @usableFromInline
  let cell: DeviceCell<D>

  /// The device whose deferred half runs.
  public let device: DeviceID

  /// Which of the device's deferred calls runs: 0 for its own, from 1 for custom ones.
  public let call: Int

  /// The virtual processor on which it runs.
  public let processor: Int

  @inlinable
  init(_ frame: borrowing DispatchFrame, _ cell: DeviceCell<D>) {
    unsafe dispatcher = frame.dispatcher
    device = frame.device
    call = frame.call
    processor = frame.processor
    self.cell = cell
  }

  /// The level of the processor: dispatch; the line's inside `withLine`; and passive in a threaded
  /// call, which is bound by the same rules all the same (row L23).
  public var level: Level { unsafe dispatcher.core.processors[processor].level }

  /// How long this call may still take before it is named; nil while accounting is off (row L22).
  public var watchdog: Watchdog? { unsafe dispatcher.watchdog(on: processor) }

  /// True inside `withLine`.
  public var isUnderLock: Bool { unsafe dispatcher.core.processors[processor].level > .dispatch }

  /// The time on the board's clock; costs a clock read on a live board.
  public var now: BoardInstant { unsafe dispatcher.readClock(for: device, on: processor) }

  /// Says that the call works for `time`: virtual time passes, lines are served.
  ///
  /// On a live board time passes by itself and this does nothing.
  public borrowing func spend(_ time: Nanoseconds) {
    unsafe dispatcher.spend(time, on: processor)
  }

  // MARK: Telling and driving

  /// Tells the application something; what the event queue cannot hold is counted as lost.
  public borrowing func emit(_ event: D.Event, value: Int64 = 0) {
    unsafe dispatcher.emit(event.rawValue, value: value, text: nil, from: device)
  }

  /// Tells the application something that has a text, such as a line that was received.
  ///
  /// The text is copied into the event; at most `EventText.capacity` bytes.
  public borrowing func emit(_ event: D.Event, text: EventText) {
    unsafe dispatcher.emit(event.rawValue, value: Int64(text.count), text: text, from: device)
  }

  /// Drives an output; does not wait.
  ///
  /// A failure is recorded as a fault of the device.
  public borrowing func drive(_ output: OutputID, _ value: LineValue) {
    unsafe dispatcher.drive(output, value, for: device)
  }

  /// Hands bytes to the port of one of the device's lines; returns how many it took, maybe none.
  public borrowing func transmit(_ bytes: Span<UInt8>, connection: Int = 0) -> Int {
    unsafe dispatcher.transmit(bytes, connection: connection, for: device)
  }

  /// What one of the device's lines means now, read at the hardware; nil when that failed.
  ///
  /// The final word after a loss: no record says what was missed (row H05).
  public borrowing func value(connection: Int = 0) -> LineValue? {
    unsafe dispatcher.value(connection: connection, for: device)
  }

  /// Posts an action to a device: it is carried out by that device's own deferred call.
  ///
  /// - Returns: `refused` when the device's action queue is full.
  public borrowing func post(
    _ code: UInt8, text: EventText = EventText(), to device: DeviceID
  ) -> DeferredRequest {
    unsafe dispatcher.post(code, text: text, to: device, from: processor)
  }

  // MARK: Timers

  /// Starts a timer of the device, or moves it when it runs.
  ///
  /// An expiry that has not been delivered yet is revoked.
  ///
  /// - Precondition: `timer` is less than the device's `timerCount`.
  public borrowing func arm(
    _ timer: Int, after time: Nanoseconds, every period: Nanoseconds = .zero
  ) {
    unsafe dispatcher.arm(timer, of: device, deadline: now + time, period: period, from: processor)
  }

  /// Starts a timer that runs out at a given instant, such as a time after an edge's own stamp.
  public borrowing func arm(_ timer: Int, at deadline: BoardInstant) {
    unsafe dispatcher.arm(timer, of: device, deadline: deadline, period: .zero, from: processor)
  }

  /// Stops a timer; an expiry not yet delivered is revoked.
  public borrowing func cancel(_ timer: Int) {
    unsafe dispatcher.cancel(timer, of: device, from: processor)
  }

  // MARK: Requests

  /// The request the device is working on, or nil: a button is pressed unasked (row S1-24).
  public var currentRequest: RequestID? {
    cell.current.value?.id
  }

  /// Takes the request the device is working on, to end it or to keep it.
  @inlinable
  public borrowing func takeCurrentRequest() -> Request<D.Operation>? {
    unsafe dispatcher.clearCurrentRequest(of: device)
    return cell.current.value.take()
  }

  /// Lets the next waiting request begin once this call has returned (row L41).
  ///
  /// Deferred always, so that a device that fails at once cannot recurse.
  public borrowing func startNext() {
    unsafe dispatcher.requestStart(of: device)
  }
}

extension DispatchContext where D: ~Copyable {
  /// Begins the oldest waiting request, if the device is idle and one waits.
  @inlinable
  borrowing func beginNextRequest() {
    if cell.current.value != nil {
      beginAgain()
      return
    }
    unsafe dispatcher.lockRequests()
    let waiting = cell.waiting.value.tryPop()
    // Current before it is out of the queue for others to see: cancelling finds it in one of both.
    if let waiting { unsafe dispatcher.makeCurrent(waiting.id, of: device) }
    unsafe dispatcher.unlockRequests()
    guard let next = waiting else { return }
    unsafe cell.current.value = Request(
      id: next.id, operation: next.operation,
      port: CompletionPort(device: device, dispatcher: dispatcher))
    unsafe dispatcher.noteBegin(next.id, of: device)
    cell.device.value.begin(next.id, next.operation, self)
  }
}

extension DispatchContext where D: InterruptDriven & ~Copyable {
  /// Asks for this deferred call again, `time` after now: for work that takes longer than one call
  /// should (row L21).
  ///
  /// The call runs then though nothing may have been saved for it. It has one such time: asking
  /// again moves it, and removing the call takes it back. Other requests run the call as ever.
  public borrowing func runAgain(after time: Nanoseconds) {
    unsafe dispatcher.runAgain(call, of: device, at: now + time, from: processor)
  }

  /// Takes the mask that the service routine left, to give it back later than at the end of this
  /// call; nil when the line is not masked.
  public borrowing func takeMask(_ connection: Int = 0) -> SourceMask? {
    unsafe dispatcher.takeMask(connection: connection, of: device)
  }

  /// Runs `body` with the line state, at the line's level and under its lock: synchronised
  /// execution (rows S1-16, L30).
  ///
  /// No service routine of the connection runs meanwhile, on any processor. Keep it short. What is
  /// let in may not wait, and ending a request in here traps (row L36).
  ///
  /// - Parameters:
  ///   - connection: Which of the device's connections, in the order of connecting.
  ///   - body: What is to be done with the line state.
  /// - Returns: what the body returned; or why it did not run, when the line is not enabled or the
  ///   connection is gone (row L32).
  /// - Throws: what the body throws.
  /// - Precondition: the processor does not hold the line's lock already, and is not at a level
  ///   above the line's (row L31).
  @inlinable
  @discardableResult
  public borrowing func withLine<Value, Failure: Error>(
    _ connection: Int = 0, _ body: (inout D.LineState) throws(Failure) -> Value
  ) throws(Failure) -> LineAccess<Value> {
    try unsafe dispatcher.withLine(of: D.self, connection, of: device, on: processor, body)
  }
}
