/// The proof that nothing of a connection runs any more, on any processor: neither its service
/// routine nor a deferred call with something it saved.
///
/// Only disconnecting makes one (rows L05, L52). What the routines used may be freed now: a device
/// is taken out of the firmware against this proof (row L25).
public struct Quiesced: ~Copyable, Sendable {
  /// The device whose connection it was, and which of those that have had its number.
  let device: DeviceID
  let epoch: UInt32

  init(device: DeviceID, epoch: UInt32) {
    self.device = device
    self.epoch = epoch
  }
}
