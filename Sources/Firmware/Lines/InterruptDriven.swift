/// A device whose lines interrupt: a service routine, a deferred call, and what they share.
///
/// Three places, which the compiler keeps apart. The service routine is static and sees only
/// `LineState`, under the line's lock. The deferred call owns the device value itself and never
/// runs beside itself. Whatever both need is in `LineState`, which the deferred call reaches
/// through `DispatchContext.withLine`.
///
/// ```swift
/// struct Counter: InterruptDriven {
///   struct LineState { var edges = 0 }
///   var presses = 0
///
///   static func service(
///     _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
///   ) -> Service<EdgeRecord> {
///     guard let edge = interrupt.acknowledge() else { return .notMine }
///     line.edges += 1
///     return .deferred(edge)
///   }
///
///   mutating func deferred(
///     _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Counter>
///   ) {
///     batch.forEach { item in
///       if case .value(let edge) = item, edge.edge == .rising { presses += 1 }
///     }
///   }
/// }
/// ```
public protocol InterruptDriven: Device, ~Copyable {
  /// What drives the device's lines.
  associatedtype Source: InterruptSource = EdgeSource
  /// What the service routine and its synchronised callers share, guarded by the line's lock.
  associatedtype LineState = NoLineState
  /// What the service routine saves for the deferred call: a plain value, passed by copy.
  associatedtype Snapshot: BitwiseCopyable & Sendable

  /// How many deferred calls the device has besides its own, each with a ring of its own; 0 unless
  /// implemented, at most 7 (row S2-19).
  static var customCalls: Int { get }

  /// Tells whether this device asks; called before `service`, and if false instead of it.
  ///
  /// Devices that share a line answer from their own registers (rows S0-06, S2-12). The first
  /// access of an interrupt is this read. Answers true unless implemented.
  static func isAsserting(
    _ interrupt: borrowing InterruptContext<Source>, _ line: borrowing LineState
  ) -> Bool

  /// Serves the interrupt at device level: dismiss it, save what would be lost, return.
  ///
  /// Must not block, allocate, or complete anything; the context offers no way to. Budget: 25 µs
  /// (row L21).
  ///
  /// - Throws: `LineFault` when the device cannot be served. The line is held back then, and the
  ///   fault recorded with the device's name; nothing else is disturbed (row L37).
  static func service(
    _ interrupt: borrowing InterruptContext<Source>, _ line: inout LineState
  ) throws(LineFault) -> Service<Snapshot>

  /// Does the rest of the work at dispatch level, with everything saved since its last run.
  ///
  /// Runs once however often it was asked for (row S1-21), never beside itself, and again if it
  /// was asked for while running (row L12). Must not block. Budget: 100 µs (row L21).
  mutating func deferred(
    _ batch: borrowing Batch<Snapshot>, _ context: borrowing DispatchContext<Self>)
}

/// The line state of a device that shares nothing with its service routine.
@frozen
public struct NoLineState: Sendable, Hashable, BitwiseCopyable {
  /// Makes the empty state.
  @inlinable
  public init() {}
}

extension InterruptDriven where Self: ~Copyable {
  /// True: the device has a service routine.
  @inlinable
  public static var interrupts: Bool { true }

  /// None, unless the device says otherwise.
  @inlinable
  public static var customCalls: Int { 0 }

  /// How many deferred calls the device has in all.
  @inlinable
  public static var deferredCallCount: Int { customCalls + 1 }

  /// True: a device that has its line to itself always asks.
  @inlinable
  public static func isAsserting(
    _ interrupt: borrowing InterruptContext<Source>, _ line: borrowing LineState
  ) -> Bool { true }
}
