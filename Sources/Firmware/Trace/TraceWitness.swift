/// Sees each happening at the moment at which it is recorded, and may set its time.
///
/// A replay is one: it learns from the happenings how far the firmware has come, and gives a
/// recording of a real board the times at which that board's clock was read. Called at any level,
/// under the core's lock: it must not call the firmware.
public protocol TraceWitness: AnyObject {
  /// The recording is of a real board, so that each look of a device at the clock is in it.
  var replaysClock: Bool { get }

  /// A happening is about to be recorded.
  func witness(_ event: inout TraceEvent)
}
