#if !hasFeature(Embedded)
  /// Where passive-level code runs: one for each bus, so that a slow bus delays nobody but those on
  /// it (row L82).
  ///
  /// What devices have waiting on an executor, passive service routines before work items, runs one
  /// after the other: the next begins when the one before has returned, not when it awaits. Tasks
  /// that the application starts on an executor take turns with these at every `await`.
  ///
  /// Made by `Firmware.addExecutor(named:)`. Its jobs run on the thread that runs the firmware,
  /// when nothing above passive level is left to do, in the order in which they became ready; so a
  /// run on a board with virtual time is the same each time. A call that blocks is made by
  /// `blocking`, which has a thread for each executor.
  public final class PassiveExecutor: TaskExecutor, Sendable {
    /// What people call it: the name of its bus.
    public let name: String

    /// Which of the firmware's executors this is, from 0.
    let index: Int

    /// Where its blocking calls are made; nil where nothing blocks.
    let thread: (any BlockingThread)?

    private let inbox: PassiveInbox

    init(name: String, index: Int, inbox: PassiveInbox, thread: (any BlockingThread)?) {
      self.name = name
      self.thread = thread
      self.index = index
      self.inbox = inbox
    }

    /// Takes a job, which runs when the firmware comes to passive level.
    ///
    /// From any thread.
    public func enqueue(_ job: consuming ExecutorJob) {
      inbox.append(UnownedJob(job), of: self)
    }
  }
#endif
