#if !hasFeature(Embedded)
  /// A device whose interrupts are served at passive level: one behind a bus that has to be waited
  /// for, such as an expander on I²C (rows S4-12, L72).
  ///
  /// At device level the framework only captures what the line brought; a level-triggered line is
  /// masked until the routine has returned. The routine then runs on the connection's executor,
  /// under the passive interrupt lock, and may wait: other lines and other executors go on, the
  /// same line does not enter again.
  ///
  /// What is to follow is either a deferred call or a work item, never both (row S4-14): `Followup`
  /// says which, and only that one can be asked for.
  ///
  /// ```swift
  /// struct Expander: PassiveDriven {
  ///   static func service(
  ///     _ interrupt: borrowing PassiveInterrupt<EdgeSource>, _ line: inout NoLineState
  ///   ) async throws(LineFault) -> PassiveService<UInt8, DeferredFollowup> {
  ///     .deferred(try await bus.readFlags())
  ///   }
  ///
  ///   mutating func deferred(
  ///     _ batch: borrowing Batch<UInt8>, _ context: borrowing DispatchContext<Expander>
  ///   ) { … }
  /// }
  /// ```
  public protocol PassiveDriven: WorkDriven, ~Copyable where Work == Snapshot {
    /// What drives the device's lines.
    associatedtype Source: InterruptSource = EdgeSource
    /// What the service routine and its synchronised callers share, guarded by the passive lock.
    associatedtype LineState = NoLineState
    /// What the service routine saves for what follows: a plain value, passed by copy.
    associatedtype Snapshot: BitwiseCopyable & Sendable
    /// What follows: `DeferredFollowup`, or `WorkFollowup`.
    associatedtype Followup: PassiveFollowup = DeferredFollowup

    /// Serves one interrupt at passive level; may wait.
    ///
    /// Begins before every work item that waits on the executor. What the next change would
    /// overwrite in the device is read first, in one transfer, and travels on in the snapshot
    /// (row L79).
    ///
    /// - Throws: `LineFault` when the device cannot be served: its bus fails, or it cannot be
    ///   woken. The line is held back then, or on a shared line this routine alone, and the fault
    ///   recorded with the device's name; what was captured before is still served (row L72).
    static func service(
      _ interrupt: borrowing PassiveInterrupt<Source>, _ line: inout LineState
    ) async throws(LineFault) -> PassiveService<Snapshot, Followup>

    /// Does the rest of the work at dispatch level, when `Followup` is `DeferredFollowup`.
    mutating func deferred(
      _ batch: borrowing Batch<Snapshot>, _ context: borrowing DispatchContext<Self>)
  }

  /// What may follow a passive service routine.
  public protocol PassiveFollowup {}

  /// A deferred call follows.
  public enum DeferredFollowup: PassiveFollowup {}

  /// A work item follows.
  public enum WorkFollowup: PassiveFollowup {}

  extension PassiveDriven where Self: ~Copyable {
    /// True: the device has a service routine.
    public static var interrupts: Bool { true }
  }

  extension PassiveDriven where Self: ~Copyable, Followup == WorkFollowup {
    /// Never called: a work item follows.
    public mutating func deferred(
      _ batch: borrowing Batch<Snapshot>, _ context: borrowing DispatchContext<Self>
    ) {}
  }

  extension PassiveDriven where Self: ~Copyable, Followup == DeferredFollowup {
    /// Never called: a deferred call follows.
    public static func work(
      _ batch: borrowing Batch<Snapshot>, _ context: borrowing WorkContext<Self>
    ) async {}
  }

  /// What became of an interrupt that was served at passive level.
  public struct PassiveService<Snapshot: BitwiseCopyable & Sendable, Followup: PassiveFollowup> {
    enum Answer {
      case notMine
      case claimed(Snapshot?)
    }

    let answer: Answer

    /// The device of this routine did not interrupt.
    public static var notMine: Self { Self(answer: .notMine) }

    /// Served completely: nothing is to follow.
    public static var claimed: Self { Self(answer: .claimed(nil)) }
  }

  extension PassiveService where Followup == DeferredFollowup {
    /// Served; the device's deferred call will see `snapshot`.
    public static func deferred(_ snapshot: Snapshot) -> Self {
      Self(answer: .claimed(snapshot))
    }
  }

  extension PassiveService where Followup == WorkFollowup {
    /// Served; the device's work item will see `snapshot`.
    public static func work(_ snapshot: Snapshot) -> Self {
      Self(answer: .claimed(snapshot))
    }
  }
#endif
