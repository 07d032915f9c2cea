#if !hasFeature(Embedded)
  /// Where an executor's blocking calls are made: a thread of its own, which the engine supplies.
  package protocol BlockingThread: Sendable {
    /// Makes a call when those given before have returned; from any thread, at once.
    func run(_ call: @escaping @Sendable () -> Void)
  }

  extension PassiveExecutor {
    /// Makes a call that may block; on a board with virtual time, where nothing blocks, right here.
    func blocking<Value: Sendable, Failure: Error>(
      _ call: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
      guard let thread else { return try call() }
      let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
        thread.run { continuation.resume(returning: Result(catching: call)) }
      }
      return try result.get()
    }
  }

  extension PassiveInterrupt {
    /// Makes a call that may block its thread, such as a transfer by `ioctl`, and awaits its end.
    ///
    /// It is made on a thread of the executor's own: other executors go on meanwhile, and so does
    /// all that is above passive level. What it touches must be for that thread alone, which the
    /// compiler checks. It cannot be interrupted, and a firmware that is shut down does not wait
    /// for it.
    ///
    ///     let value = try await interrupt.blocking { try readRegister(0x0F, of: bus) }
    ///
    /// - Throws: what the call throws.
    public borrowing func blocking<Value: Sendable, Failure: Error>(
      _ call: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
      try await executor.blocking(call)
    }
  }

  extension WorkContext where D: ~Copyable {
    /// Makes a call that may block its thread, such as a transfer by `ioctl`, and awaits its end.
    ///
    /// As `PassiveInterrupt.blocking`.
    ///
    /// - Throws: what the call throws.
    public borrowing func blocking<Value: Sendable, Failure: Error>(
      _ call: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
      try await executor.blocking(call)
    }
  }

  extension PassiveContext {
    /// Makes a call that may block its thread, and waits for its end, in a task that was started
    /// with `Firmware.spawn`; elsewhere, right here.
    ///
    /// As `PassiveInterrupt.blocking`.
    ///
    /// - Throws: what the call throws.
    public borrowing func blocking<Value: Sendable, Failure: Error>(
      _ call: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
      guard let executor else { return try call() }
      return try await executor.blocking(call)
    }
  }
#endif
