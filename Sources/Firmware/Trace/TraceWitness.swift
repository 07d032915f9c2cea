/// Sees each happening at the moment at which it is recorded, and may set its time.
///
/// A replay is one: it learns from the happenings how far the firmware has come, and gives a
/// recording of a real board the times at which that board's clock was read. Called at any level,
/// under the core's lock: it must not call the firmware.
public protocol TraceWitness: AnyObject {
  /// The recording is of a real board, so that each look of a device at the clock is in it.
  var replaysClock: Bool { get }

  /// What comes next in the recording interrupts passive level.
  var interruptsPassive: Bool { get }

  /// A happening is about to be recorded.
  func witness(_ event: inout TraceEvent)

  /// How many snapshots a deferred call that has just begun was given in the recording.
  ///
  /// - Parameters:
  ///   - call: Its number: 0 is the device's own.
  ///   - device: Whose it is.
  /// - Returns: the number, or nil when the recording does not tell.
  func items(ofCall call: Int, of device: DeviceID) -> Int?
}
