#if !hasFeature(Embedded)
  import BoardHAL

  /// What reaches passive level from anywhere: jobs that may go on, and wishes to be woken early.
  ///
  /// One queue for the jobs of all executors, because their order is what makes a run repeatable.
  /// Behind a lock, because whatever a job awaited may end, and a task may be cancelled, on another
  /// thread.
  final class PassiveInbox: @unchecked Sendable {
    private struct Job {
      let job: UnownedJob
      let executor: PassiveExecutor
    }

    private let lock = LineLock()
    private var jobs: [Job] = []
    private var first = 0
    private var cancelled: [UInt64] = []

    /// Called after something was put in, from whatever thread: the engine may be asleep.
    private let onArrival: @Sendable () -> Void

    init(onArrival: @escaping @Sendable () -> Void) {
      self.onArrival = onArrival
    }

    func append(_ job: UnownedJob, of executor: PassiveExecutor) {
      locked { jobs.append(Job(job: job, executor: executor)) }
      onArrival()
    }

    /// Notes that the task which waits under `number` was cancelled.
    func cancel(_ number: UInt64) {
      locked { cancelled.append(number) }
      onArrival()
    }

    func takeCancelled() -> [UInt64] {
      locked {
        defer { cancelled.removeAll() }
        return cancelled
      }
    }

    /// Runs the oldest job up to where it awaits; returns its executor, or nil when none is ready.
    func runFirst() -> PassiveExecutor? {
      guard let next = locked({ takeFirst() }) else { return nil }
      unsafe next.job.runSynchronously(on: next.executor.asUnownedTaskExecutor())
      return next.executor
    }

    private func takeFirst() -> Job? {
      guard first < jobs.count else { return nil }
      let job = jobs[first]
      first += 1
      if first == jobs.count {
        jobs.removeAll(keepingCapacity: true)
        first = 0
      }
      return job
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
      lock.acquire(for: LineLock.anonymous)
      defer { lock.release() }
      return body()
    }
  }
#endif
