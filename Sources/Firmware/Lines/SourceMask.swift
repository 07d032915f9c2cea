import BoardHAL

/// The right, and the duty, to let a masked line ask again.
///
/// A service routine that answers with `deferredCallMasking` leaves its line masked. The mask is
/// given back when the deferred call ends, unless that takes this token to give it back later.
/// Letting go of the token without `unmask` is a mistake: the mask is given back all the same, and
/// the device is named (row S2-13).
@safe
public struct SourceMask: ~Copyable {
  private unowned(unsafe) let dispatcher: Dispatcher
  private let connection: Int
  private let epoch: UInt32
  private var isReleased = false

  init(dispatcher: Dispatcher, connection: Int, epoch: UInt32) {
    unsafe self.dispatcher = dispatcher
    self.connection = connection
    self.epoch = epoch
  }

  deinit {
    guard !isReleased else { return }
    unsafe dispatcher.unmask(connection, epoch: epoch, isLeaked: true)
  }

  /// Lets the line ask again; at once, if something came meanwhile.
  public consuming func unmask() {
    isReleased = true
    unsafe dispatcher.unmask(connection, epoch: epoch, isLeaked: false)
  }
}
