/// One thing an application asked of a device: ended exactly once, by whoever owns it.
///
/// Corresponds to the IRP of the Windows model. It cannot be copied, and ending it consumes it, so
/// it cannot be ended twice; one that is dropped instead ends as `abandoned`. Ending asks for a
/// token of dispatch level or below, which a service routine does not have (rows S0-04, L36).
public struct Request<Operation: BitwiseCopyable & Sendable>: ~Copyable {
  /// Which request this is.
  public let id: RequestID

  /// What is asked for.
  public let operation: Operation

  private let port: CompletionPort

  /// Ended by `complete`, so that letting go of the request is no mistake.
  private var isEnded = false

  @usableFromInline
  init(id: RequestID, operation: Operation, port: CompletionPort) {
    self.id = id
    self.operation = operation
    self.port = port
  }

  deinit {
    guard !isEnded else { return }
    port.record(Completion(request: id, device: port.device, status: .abandoned, information: 0))
  }

  /// Ends the request.
  ///
  /// - Parameters:
  ///   - status: How it ended.
  ///   - information: What the operation yielded, by the device's own convention: a byte count.
  ///   - context: The proof that the caller may end requests here.
  /// - Precondition: the caller is not in a critical section of a line (row L36).
  public consuming func complete<Token: MayComplete & ~Copyable>(
    _ status: RequestStatus, information: Int = 0, _ context: borrowing Token
  ) {
    precondition(!context.isUnderLock, "a request was ended under a line's lock")
    port.record(
      Completion(request: id, device: port.device, status: status, information: information))
    isEnded = true
  }
}

/// How one request ended.
public struct Completion: Sendable, Hashable, BitwiseCopyable {
  /// Which request.
  public let request: RequestID
  /// The device that carried it out.
  public let device: DeviceID
  /// How it ended.
  public let status: RequestStatus
  /// What the operation yielded, by the device's own convention.
  public let information: Int
}

/// Where the ends of one device's requests are recorded.
public struct CompletionPort {
  let device: DeviceID
  /// A strong reference for the compiler's sake: across modules, 6.3.1 leaves out the `deinit` of
  /// a generic noncopyable value all of whose members are trivial, and a forgotten request would
  /// never end.
  let dispatcher: Dispatcher

  @usableFromInline
  init(device: DeviceID, dispatcher: Dispatcher) {
    self.device = device
    self.dispatcher = dispatcher
  }

  func record(_ completion: Completion) {
    dispatcher.complete(completion)
  }
}
