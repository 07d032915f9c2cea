public import BoardHAL

/// The memory of one device: the value itself, and the requests that wait for it.
///
/// Reached through a pointer, never through a class property, so that the way to a deferred call
/// pays for neither reference counting nor run-time exclusivity checks. What they would check
/// holds by construction: a device is touched only by its deferred half, which runs on one virtual
/// processor, one call at a time.
@usableFromInline
struct DeviceCell<D: Device & ~Copyable>: ~Copyable {
  @usableFromInline
  var device: D

  /// Requests that wait for the device, oldest first.
  @usableFromInline
  var waiting: FixedQueue<PendingRequest<D.Operation>>

  /// The request the device is working on.
  @usableFromInline
  var current: Request<D.Operation>?

  @usableFromInline
  init(_ device: consuming D, requestCapacity: Int) {
    self.device = device
    waiting = FixedQueue(capacity: requestCapacity)
  }
}

/// A request that waits for its device.
@usableFromInline
struct PendingRequest<Operation: BitwiseCopyable & Sendable>: BitwiseCopyable {
  @usableFromInline
  let id: RequestID

  @usableFromInline
  let operation: Operation

  /// Where the request stands among those that wait: smaller before greater, equals as they came.
  @usableFromInline
  let key: UInt32

  @usableFromInline
  init(id: RequestID, key: UInt32, operation: Operation) {
    self.id = id
    self.key = key
    self.operation = operation
  }
}
