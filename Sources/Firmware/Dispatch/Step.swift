public import BoardHAL

/// The single most urgent thing that a virtual processor did.
///
/// `Firmware.step` returns these; a list of them is what a processor's day consists of, and what a
/// test compares.
public enum Step: Sendable, Hashable, BitwiseCopyable {
  /// An interrupt line was served.
  case serviced(LineID)
  /// A deferred call ran.
  case ran(DeviceID, call: Int)
  /// A device event was handed to the application.
  case delivered(DeviceID, code: UInt8)
  /// Passive-level code ran on an executor, up to where it awaits or ends.
  case passive(executor: Int)
  /// There was nothing to do.
  case idle
}
