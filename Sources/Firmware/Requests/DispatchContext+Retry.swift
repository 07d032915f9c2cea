import BoardHAL

/// What a deferred call does when an operation has failed (row L44).
extension DispatchContext where D: ~Copyable {
  /// Enters an error into the firmware's error log; the oldest entry makes room, and is counted.
  public borrowing func logError(_ code: UInt32) {
    unsafe dispatcher.logError(code, of: device)
  }

  /// Enters an error into the log and lets the current request begin again, if the budget allows.
  ///
  /// The device's `begin` is called once this call has returned; never from within, so that an
  /// operation that fails at once cannot recurse. A retry that was decided is given up when the
  /// request is taken or cancelled meanwhile.
  ///
  /// - Parameters:
  ///   - code: The device's own number for what went wrong.
  ///   - budget: How often a request may begin in all.
  /// - Returns: what became of it; on `exhausted` the device takes the request and ends it.
  public borrowing func retryCurrent(after code: UInt32, budget: Int) -> Retry {
    unsafe dispatcher.logError(code, of: device)
    return unsafe dispatcher.requestRetry(of: device, budget: budget)
  }

  /// Begins the current request once more, if its device has asked for that.
  @usableFromInline
  borrowing func beginAgain() {
    guard unsafe dispatcher.takeRetry(of: device), let id = cell.current.value?.id,
      let operation = cell.current.value?.operation
    else { return }
    unsafe dispatcher.noteBegin(id, of: device)
    cell.device.value.begin(id, operation, self)
  }
}
