#if !hasFeature(Embedded)
  public import BoardHAL

  extension StartedDevice where D: ~Copyable {
    /// Asks for an operation and waits until it has ended.
    ///
    /// Whatever happens, the request has ended when this returns or throws, exactly once, and
    /// nothing of it is in flight. At the timeout, or when the task is cancelled, the request is
    /// cancelled: one that waits ends at once; of the one that the device works on, the device's
    /// `cancel` is called, and if the operation was done all the same, its result is returned.
    ///
    /// - Parameters:
    ///   - operation: What is asked for.
    ///   - key: Its place among those that wait: smaller first, equals in the order of asking.
    ///   - timeout: How long to wait before the request is cancelled; for ever when nil.
    ///   - context: The proof that the caller is at passive level, on the firmware's own thread.
    /// - Returns: what the operation yielded, by the device's own convention: a byte count.
    /// - Throws: `RequestError`.
    @discardableResult
    public func submit<Token: MayBlock & ~Copyable>(
      _ operation: D.Operation, key: UInt32 = 0, timeout: Nanoseconds? = nil,
      _ context: borrowing Token
    ) async throws(RequestError) -> Int {
      let dispatcher = firmware.dispatcher
      let request = dispatcher.makeRequestID()
      guard dispatcher.await(request) else { throw .refused }
      guard submit(operation, key: key, as: request) != nil else {
        dispatcher.forget(request)
        throw .refused
      }
      var deadline = timeout.map { firmware.now + $0 }
      var reason = RequestError.cancelled
      var isGivenUp = false
      while true {
        switch await firmware.passive.wait(
          until: deadline, for: request, heedsCancellation: !isGivenUp)
        {
        case .answered(let completion):
          return try completion.result(cancelledBy: reason)
        case .due:
          reason = .timedOut
        case .idle:
          continue
        case .cancelled:
          // Of the firmware, which is shut down: nobody will end the request any more.
          if isGivenUp { throw reason }
        }
        isGivenUp = true
        deadline = nil
        cancel(request)
      }
    }
  }

  /// Why an awaited request did not succeed.
  public enum RequestError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It was not taken: as many wait as the limits allow, or the device has no deferred call.
    case refused
    /// The device reported an error, with what goes with it by the device's own convention.
    case failed(information: Int)
    /// The task was cancelled, and the request with it.
    case cancelled
    /// The timeout passed, and the request was cancelled.
    case timedOut
    /// The device let go of the request without ending it: a mistake in the device.
    case abandoned

    /// The value in words.
    public var description: String {
      switch self {
      case .refused:
        "the request was not taken: too many wait (Limits.requests, Limits.awaitedRequests), "
          + "or the device has no deferred call"
      case .failed(let information): "the device reported an error (\(information))"
      case .cancelled: "the request was cancelled"
      case .timedOut: "the request was cancelled at its timeout"
      case .abandoned: "the device let go of the request without ending it"
      }
    }
  }

  extension Completion {
    fileprivate func result(cancelledBy reason: RequestError) throws(RequestError) -> Int {
      switch status {
      case .success: return information
      case .failed: throw .failed(information: information)
      case .cancelled: throw reason
      case .abandoned: throw .abandoned
      }
    }
  }
#endif
