#if !hasFeature(Embedded)
  public import BoardHAL

  extension Firmware {
    /// Adds an executor for passive-level code: one for each bus, and one for the application.
    ///
    /// - Throws: `FirmwareError.full` when there are as many as `Limits.executors`, or `board` when
    ///   the system has no thread left for it.
    public func addExecutor(named name: String) throws(FirmwareError) -> PassiveExecutor {
      do throws(BoardError) {
        if let executor = try passive.addExecutor(named: name) { return executor }
      } catch {
        throw .board(error)
      }
      throw .full("executors", limit: dispatcher.limits.executors)
    }

    /// Sets who makes the threads of blocking calls; before any executor is added.
    package func setBlockingThreads(
      _ make: @escaping (String) throws(BoardError) -> any BlockingThread
    ) {
      passive.makeThread = make
    }

    /// Starts application code at passive level: it may wait for devices, for requests, for time.
    ///
    /// It runs when nothing more urgent is left to do, on the thread that runs the firmware, so
    /// `run` has to be running, or `settle` called. It never leaves that thread, and so may use
    /// whatever belongs to it. Deadlines and sleeps go by the board's clock.
    ///
    /// ```swift
    /// firmware.spawn(on: application) { passive in
    ///   let count = try await sensor.submit(.read, timeout: .milliseconds(20), passive)
    /// }
    /// ```
    ///
    /// - Returns: the task, to be awaited from elsewhere or to be cancelled.
    @discardableResult
    public func spawn<Success: Sendable>(
      on executor: PassiveExecutor,
      _ body: @escaping (borrowing PassiveContext) async throws -> Success
    ) -> Task<Success, any Error> {
      let (firmware, routine) = (OnThisThread(value: self), OnThisThread(value: body))
      return Task(executorPreference: executor) {
        var context = PassiveContext(firmware: firmware.value)
        context.executor = executor
        return try await routine.value(context)
      }
    }
  }

  extension PassiveContext {
    /// Lets at least `time` pass; other passive-level code goes on meanwhile.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, or the firmware is shut down.
    public borrowing func sleep(for time: Nanoseconds) async throws(CancellationError) {
      try await firmware.passive.sleep(for: time)
    }
  }
#endif
