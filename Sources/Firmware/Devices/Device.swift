/// Something wired to the board, as the deferred half of the firmware sees it.
///
/// Everything here runs at dispatch level on the device's own virtual processor, one call at a
/// time, so a device's properties need no lock. A device with interrupt lines also conforms to
/// `InterruptDriven`.
public protocol Device: ~Copyable {
  /// What the device tells the application; an `enum` with integer raw values.
  associatedtype Event: DeviceCode = NoEvent
  /// What the application can ask of the device; an `enum` with integer raw values.
  associatedtype Action: DeviceCode = NoAction
  /// What a request asks for; see `Request`.
  associatedtype Operation: BitwiseCopyable & Sendable = NoOperation

  /// The device has a service routine, and so needs a line before it can start.
  static var interrupts: Bool { get }

  /// How many deferred calls the device has in all; 1 unless it interrupts and says otherwise.
  static var deferredCallCount: Int { get }

  /// How many timers the device uses, at most 8; 0 unless implemented.
  static var timerCount: Int { get }

  /// Called once, before the device's first interrupt.
  mutating func started(_ context: borrowing DispatchContext<Self>)

  /// Called once, after the device's last interrupt: put outputs into their safe state.
  mutating func stopped(_ context: borrowing DispatchContext<Self>)

  /// Carries out an action that the application posted; `text` is empty for most.
  mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<Self>)

  /// Called when a timer of the device has run out; `periods` is 1, or more for a late periodic one.
  mutating func expired(
    _ timer: Int, periods: Int, _ context: borrowing DispatchContext<Self>)

  /// Called when the request that the device works on is to be given up: take it and end it as
  /// cancelled, or let it finish. Ends it as cancelled unless implemented.
  mutating func cancel(_ request: RequestID, _ context: borrowing DispatchContext<Self>)

  /// Starts a request on the idle device: StartIo (row L42).
  mutating func begin(
    _ request: RequestID, _ operation: Operation, _ context: borrowing DispatchContext<Self>)
}

/// The event type of a device that tells nothing.
public enum NoEvent: UInt8, DeviceCode {
  /// Never sent.
  case none
}

/// The action type of a device of which nothing can be asked.
public enum NoAction: UInt8, DeviceCode {
  /// Never posted.
  case none
}

/// The operation type of a device that takes no requests.
@frozen
public struct NoOperation: BitwiseCopyable, Sendable {}

extension Device where Self: ~Copyable {
  /// True: the device has a service routine.
  @inlinable
  public static var interrupts: Bool { false }

  /// How many deferred calls the device has in all.
  @inlinable
  public static var deferredCallCount: Int { 1 }

  /// How many timers the device uses.
  @inlinable
  public static var timerCount: Int { 0 }

  /// Nothing to do, unless the device says otherwise.
  @inlinable
  public mutating func started(_ context: borrowing DispatchContext<Self>) {}

  /// Nothing to do, unless the device says otherwise.
  @inlinable
  public mutating func stopped(_ context: borrowing DispatchContext<Self>) {}

  /// Carries out an action.
  @inlinable
  public mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<Self>
  ) {}

  /// Does what the timer was for.
  @inlinable
  public mutating func expired(
    _ timer: Int, periods: Int, _ context: borrowing DispatchContext<Self>
  ) {}

  /// Ends the request as cancelled and lets the next one begin.
  @inlinable
  public mutating func cancel(
    _ request: RequestID, _ context: borrowing DispatchContext<Self>
  ) {
    guard let current = context.takeCurrentRequest() else { return }
    context.startNext()
    current.complete(.cancelled, context)
  }

  /// Nothing to do, unless the device says otherwise.
  @inlinable
  public mutating func begin(
    _ request: RequestID, _ operation: Operation, _ context: borrowing DispatchContext<Self>
  ) {}
}
