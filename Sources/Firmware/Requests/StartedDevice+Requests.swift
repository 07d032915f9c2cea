import BoardHAL

/// Asking a device for operations that take a while: at passive level, from any thread of a
/// firmware that is shared by several.
extension StartedDevice where D: ~Copyable {
  /// Asks for an operation: begins at once if the device is idle, else waits its turn (row L40).
  ///
  /// - Parameters:
  ///   - operation: What is asked for.
  ///   - key: Its place among those that wait: smaller first, equals in the order of asking.
  /// - Returns: the request, or nil when as many wait as `Limits.requests`, or when the device has
  ///   no deferred call to begin it.
  public func submit(_ operation: D.Operation, key: UInt32 = 0) -> RequestID? {
    submit(operation, key: key, as: firmware.dispatcher.makeRequestID())
  }

  func submit(_ operation: D.Operation, key: UInt32, as id: RequestID) -> RequestID? {
    let dispatcher = firmware.dispatcher
    guard isPresent, dispatcher.core.devices[self.id.index].callCount > 0 else { return nil }
    let pending = PendingRequest(id: id, key: key, operation: operation)
    dispatcher.lockRequests()
    let isTaken = cell.waiting.value.tryInsert(pending, before: { $0.key > key })
    dispatcher.unlockRequests()
    guard isTaken else { return nil }
    dispatcher.requestStart(of: self.id)
    _ = dispatcher.request(call: 0, of: self.id.index, from: Dispatcher.outside)
    return id
  }

  /// How many requests wait for the device, the one that it works on not counted.
  public var waitingRequests: Int {
    firmware.dispatcher.lockRequests()
    defer { firmware.dispatcher.unlockRequests() }
    return cell.waiting.value.count
  }

  /// Gives up a request (row L43).
  ///
  /// One that waits ends at once as cancelled. Of the one that the device works on only the device
  /// can let go: its `cancel` is called by its deferred call. Either way the request ends once.
  @discardableResult
  public func cancel(_ request: RequestID) -> Cancellation {
    guard isPresent else { return .ended }
    firmware.dispatcher.lockRequests()
    let removed = cell.waiting.value.remove(where: { $0.id == request })
    firmware.dispatcher.unlockRequests()
    if let removed {
      firmware.dispatcher.complete(
        Completion(request: removed.id, device: id, status: .cancelled, information: 0))
      return .cancelled
    }
    return firmware.dispatcher.requestCancel(of: id, request) ? .asked : .ended
  }
}

/// What became of an attempt to give up a request.
public enum Cancellation: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// It had not begun, and has ended as cancelled.
  case cancelled
  /// The device works on it and has been asked to let go.
  case asked
  /// It has ended already.
  case ended
}
