package import BoardHAL

/// What the threads of a live engine call; see `Dispatcher.arrive`.
extension Firmware {
  package func arrive(_ lines: [LineID]) {
    dispatcher.arrive(lines, on: 0)
  }

  package func runDeferred() -> BoardInstant? {
    dispatcher.runDeferred(on: 0)
  }

  /// Sets who is called when a thread has something to do; while no other thread runs.
  package func setDoorbells(_ doorbells: (any Doorbells)?) {
    dispatcher.doorbells = doorbells
  }

  /// Runs passive level alone: the rest is done by other threads.
  package func runPassively(
    until deadline: BoardInstant?, or isSatisfied: () -> Bool
  ) -> Pause {
    while true {
      // Once more after the last look at the trace: what it tells of has been answered then.
      repeat {
        while stepAtPassiveLevel(on: 0) != .idle { drainTrace() }
        drainTrace()
      } while stepAtPassiveLevel(on: 0) != .idle
      onSettle?()
      if isStopping { return .stopped }
      if isSatisfied() { return .satisfied }
      if let deadline, now >= deadline { return .deadline }
      var next = deadline
      #if !hasFeature(Embedded)
        next = [next, passive.nextDeadline].compactMap { $0 }.min()
      #endif
      _ = board.wait(until: next)
    }
  }
}
