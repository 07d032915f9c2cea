/// What became of an interrupt: the value that a service routine returns.
///
/// The request for the deferred call is part of the value, so it cannot be made early: by the time
/// it is seen the routine has ended and its snapshot is whole (rows S1-05, S1-15).
@frozen
public enum Service<Snapshot: BitwiseCopyable> {
  /// The device of this routine did not interrupt; the next routine on the line is asked
  /// (rows S2-09, S3-08). Nothing may have been touched.
  case notMine
  /// The device interrupted and is served; what must not be lost travels on in the snapshot.
  case claimed(Snapshot?, defer: Followup)

  /// Served completely: nothing to keep, nothing to run later (row S3-01).
  @inlinable
  public static var claimed: Self { .claimed(nil, defer: .nothing) }

  /// Served; the device's deferred call will see `snapshot`.
  @inlinable
  public static func deferred(_ snapshot: Snapshot) -> Self {
    .claimed(snapshot, defer: .deferredCall)
  }
}

/// What is to run after a service routine has returned.
@frozen
public enum Followup: Sendable, Hashable, BitwiseCopyable {
  /// Nothing; a snapshot waits for a later request.
  case nothing
  /// The device's own deferred call, its DpcForIsr.
  case deferredCall
  /// The device's own deferred call, and the line is masked until that has run: for a device that
  /// goes on asking until its deferred half has seen to it (row S2-13).
  case deferredCallMasking
  /// One of the device's further deferred calls, its CustomDpcs, numbered from 1 to
  /// `InterruptDriven.customCalls` (row S2-19).
  case customCall(Int)
}
