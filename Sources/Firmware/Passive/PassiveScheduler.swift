#if !hasFeature(Embedded)
  import BoardHAL

  /// Passive level of a firmware: begins what devices have waiting on the executors, wakes who
  /// sleeps, and runs the jobs.
  ///
  /// Belongs to the thread that runs virtual processor 0; only `inbox` may be reached from others.
  /// Memory is taken here at will: passive level may.
  final class PassiveScheduler {
    /// Why somebody who waited goes on.
    enum Wake {
      case due
      case cancelled
      case answered(Completion)
      case idle
    }

    private struct Waiter {
      let number: UInt64
      var deadline: BoardInstant?
      var request: RequestID?
      var item: Int?
      let continuation: CheckedContinuation<Wake, Never>
    }

    let dispatcher: Dispatcher
    let inbox: PassiveInbox
    private(set) var executors: [PassiveExecutor] = []
    private var busy: [Bool] = []
    private var items: [Int: PassiveItem] = [:]
    private var waiters: [Waiter] = []
    private var lastNumber: UInt64 = 0
    private var isClosed = false

    /// Makes the thread of an executor's blocking calls; nil where nothing blocks.
    var makeThread: ((String) throws(BoardError) -> any BlockingThread)?

    /// Nobody has asked for passive-level code yet: one test keeps it out of a dispatch.
    private(set) var isInUse = false

    init(_ dispatcher: Dispatcher) {
      self.dispatcher = dispatcher
      let backend = dispatcher.backend
      nonisolated(unsafe) let board = backend
      inbox = PassiveInbox { unsafe board.wake() }
    }

    /// Adds an executor, or returns nil when there are as many as `Limits.executors`.
    ///
    /// - Throws: `BoardError` when it needs a thread and the system has none left.
    func addExecutor(named name: String) throws(BoardError) -> PassiveExecutor? {
      guard executors.count < dispatcher.limits.executors else { return nil }
      let thread = try makeThread?(name)
      isInUse = true
      let executor = PassiveExecutor(
        name: name, index: executors.count, inbox: inbox, thread: thread)
      executors.append(executor)
      busy.append(false)
      return executor
    }

    func add(_ item: PassiveItem) { items[item.index] = item }

    /// Takes an item out: at once if it does not run, else when it has ended.
    ///
    /// What waits is withdrawn; what runs goes on, with memory of its own, and concludes nothing.
    ///
    /// - Returns: how much waited for it and is withdrawn; counted in the trace too.
    @discardableResult
    func remove(_ index: Int) -> Int {
      guard let item = items[index] else { return 0 }
      item.isClosed = true
      guard dispatcher.withdrawWork(index) else { return 0 }
      items[index] = nil
      let waiting = item.waiting
      if waiting > 0 {
        dispatcher.note(.workWithdrawn(device: item.device, items: UInt32(clamping: waiting)))
      }
      return waiting
    }

    // MARK: Doing

    /// Does one thing at passive level, or returns nil when there is none to do now.
    func step() -> Step? {
      guard isInUse else { return nil }
      wakeDue()
      beginWaiting()
      return inbox.runFirst().map { .passive(executor: $0.index) }
    }

    /// When somebody who sleeps is to be woken.
    var nextDeadline: BoardInstant? {
      // A loop, and no closures: an unoptimised build would take memory for them at each wait.
      var soonest: BoardInstant?
      for waiter in waiters {
        guard let deadline = waiter.deadline else { continue }
        soonest = min(soonest ?? deadline, deadline)
      }
      return soonest
    }

    private func beginWaiting() {
      for executor in executors where !busy[executor.index] {
        guard let index = dispatcher.takeWork(on: executor.index), let item = items[index] else {
          continue
        }
        busy[executor.index] = true
        let (scheduler, work) = (OnThisThread(value: self), OnThisThread(value: item))
        Task(executorPreference: executor) {
          await scheduler.value.run(work.value, on: executor)
        }
      }
    }

    private func run(_ item: PassiveItem, on executor: PassiveExecutor) async {
      let hasMore = await item.run(on: executor)
      dispatcher.endWork(item.index, hasMore: hasMore && !item.isClosed)
      busy[executor.index] = false
      if item.isClosed { remove(item.index) }
      guard dispatcher.isIdle(work: item.index) else { return }
      while let index = waiters.firstIndex(where: { $0.item == item.index }) { wake(index, .idle) }
    }

    /// Waits until an item neither waits nor runs.
    func untilIdle(_ item: Int) async {
      while !dispatcher.isIdle(work: item), !isClosed {
        _ = await wait(until: nil, forIdle: item, heedsCancellation: false)
      }
    }

    // MARK: Waiting

    private func wakeDue() {
      for number in inbox.takeCancelled() {
        guard let index = waiters.firstIndex(where: { $0.number == number }) else { continue }
        wake(index, .cancelled)
      }
      guard !waiters.isEmpty else { return }
      while let completion = dispatcher.takeAnswer() {
        guard let index = waiters.firstIndex(where: { $0.request == completion.request }) else {
          continue
        }
        wake(index, .answered(completion))
      }
      let now = dispatcher.backend.now
      // Equal deadlines in the order of going to sleep, so that a run is the same each time.
      while let deadline = nextDeadline, deadline <= now,
        let index = waiters.firstIndex(where: { $0.deadline == deadline })
      {
        wake(index, .due)
      }
    }

    private func wake(_ index: Int, _ reason: Wake) {
      waiters.remove(at: index).continuation.resume(returning: reason)
    }

    /// Waits for the first of: `deadline`, the end of `request`, `item` idle, being cancelled.
    ///
    /// Who has been cancelled already, and waits for what is to follow from it, does not heed that.
    func wait(
      until deadline: BoardInstant?, for request: RequestID? = nil, forIdle item: Int? = nil,
      heedsCancellation: Bool = true
    ) async -> Wake {
      lastNumber += 1
      let number = lastNumber
      nonisolated(unsafe) let scheduler = self
      let inbox = inbox
      return await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          // Asked here, because a task that is cancelled already was reported before it waited.
          if unsafe scheduler.isClosed || (heedsCancellation && Task.isCancelled) {
            return continuation.resume(returning: .cancelled)
          }
          unsafe scheduler.waiters.append(
            Waiter(
              number: number, deadline: deadline, request: request, item: item,
              continuation: continuation))
        }
      } onCancel: {
        if heedsCancellation { inbox.cancel(number) }
      }
    }

    func sleep(for time: Nanoseconds) async throws(CancellationError) {
      if case .cancelled = await wait(until: dispatcher.backend.now + time) {
        throw CancellationError()
      }
    }

    /// Wakes everybody as cancelled, now and from now on: the firmware is shut down.
    func close() {
      isClosed = true
      while !waiters.isEmpty { wake(0, .cancelled) }
      while inbox.runFirst() != nil {}
    }
  }
#endif
