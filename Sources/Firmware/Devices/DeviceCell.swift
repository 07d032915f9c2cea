public import BoardHAL

/// The memory of one device: the value itself, and the requests that wait for it.
///
/// A device is touched only by its deferred half, which runs on one virtual processor, one call at
/// a time; so is the request it works on. Those that wait are touched under the core's lock.
@usableFromInline
struct DeviceCell<D: Device & ~Copyable>: BitwiseCopyable {
  @usableFromInline
  let device: Place<D>

  /// Requests that wait for the device, oldest first.
  @usableFromInline
  let waiting: Place<FixedQueue<PendingRequest<D.Operation>>>

  /// The request the device is working on.
  @usableFromInline
  let current: Place<Request<D.Operation>?>

  @inlinable
  init(_ device: consuming D, requestCapacity: Int, in memory: inout RowMemory) {
    self.device = memory.place(device)
    waiting = memory.place(FixedQueue(capacity: requestCapacity))
    current = memory.place(nil)
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
