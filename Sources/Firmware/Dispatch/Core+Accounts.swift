import BoardHAL

/// What the rings of a device have taken in, over all connections that it has had.
struct RingAccount: BitwiseCopyable {
  /// Snapshots that were saved; wraps.
  var produced: UInt32 = 0
  /// Snapshots that found their ring full; wraps.
  var refused: UInt32 = 0
}

extension Core {
  /// True when a deferred call of the device waits or runs.
  func hasDeferredWork(_ device: Int) -> Bool {
    let first = Int(devices[device].firstCall)
    for call in first..<first + devices[device].callCount
    where deferredCalls[call].state != .idle || deferredCalls[call].running > 0 {
      return true
    }
    return false
  }

  /// The account of one connection, and what of it has not been delivered.
  func account(
    of entry: Int, device: Int
  ) -> (account: RingAccount, waiting: UInt32, unreported: UInt32) {
    var account = RingAccount()
    var waiting: UInt32 = 0
    var unreported: UInt32 = 0
    guard let cell = unsafe connections[entry].cell else { return (account, 0, 0) }
    var none: Fingerprint?
    for call in 0..<devices[device].callCount {
      let ring = unsafe connections[entry].routines.look(cell, call, &none)
      account.produced &+= ring.produced
      waiting &+= ring.waiting
      unreported &+= ring.lost
    }
    for other in 0..<connections.count where unsafe connections[other].cell == cell {
      account.refused &+= UInt32(truncatingIfNeeded: connections[other].counters.lost)
    }
    return (account, waiting, unreported)
  }

  /// Keeps the account of a connection that is being taken out with its device.
  ///
  /// What nobody will read any more counts as lost by the device's own deferred call.
  func retireAccount(of entry: Int, device: Int) {
    let (account, waiting, unreported) = account(of: entry, device: device)
    devices[device].retired.produced &+= account.produced &- waiting
    devices[device].retired.refused &+= account.refused &+ waiting
    guard waiting &+ unreported > 0, devices[device].callCount > 0 else { return }
    deferredCalls[Int(devices[device].firstCall)].counters.lost += UInt64(waiting &+ unreported)
  }
}
