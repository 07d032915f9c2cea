import BoardHAL

/// The parts of the core that change as a whole: with several threads, only under the lock.
///
/// Each lies in a place of its own, so that changing one is no access to the rows of the core, of
/// which each processor's thread may write the elements that are its own at the moment.
struct GuardedCore {
  let controller: Place<InterruptController>
  let queues: Place<DeferredQueues>
  let workQueues: Place<DeferredQueues>
  let timers: Place<TimerQueue>
  let events: Place<FixedQueue<DeviceEventRecord>>
  let completions: Place<FixedQueue<Completion>>
  let errors: Place<FixedQueue<DeviceErrorRecord>>
  let trace: Place<TraceRing>
  let tallies: Place<Tallies>

  init(_ limits: Limits, in memory: inout RowMemory) {
    controller = memory.place(
      InterruptController(
        lines: limits.lines, processors: limits.processors, latchCapacity: limits.latch))
    queues = memory.place(
      DeferredQueues(processors: limits.processors, depth: limits.deferredDepth))
    workQueues = memory.place(DeferredQueues(processors: limits.executors * 2))
    timers = memory.place(
      // Those of the devices, two for each deferred call, and one for each line, to poll it by.
      TimerQueue(
        capacity: limits.devices * DeviceEntry.timerCapacity + 2 * limits.deferredCalls
          + limits.lines))
    events = memory.place(FixedQueue(capacity: limits.events))
    completions = memory.place(FixedQueue(capacity: limits.completions))
    errors = memory.place(FixedQueue(capacity: limits.errors))
    trace = memory.place(TraceRing(capacity: limits.trace))
    tallies = memory.place(Tallies())
  }
}

/// Numbers that several threads count up.
struct Tallies: BitwiseCopyable {
  /// The number of the newest request.
  var lastRequest: UInt32 = 0
  /// Events that found the queue full.
  var eventsLost: UInt64 = 0
  /// Requests that somebody awaits, and how many of them have ended.
  var awaited = 0
  var answers = 0
  /// Ended requests that found the queue full.
  var completionsLost: UInt64 = 0
  /// Errors of devices that made room for newer ones.
  var errorsLost: UInt64 = 0
}

/// The guarded parts under their own names.
extension Core {
  var controller: InterruptController {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.controller.address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.controller.address }
  }

  var queues: DeferredQueues {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.queues.address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.queues.address }
  }

  var workQueues: DeferredQueues {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.workQueues.address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.workQueues.address }
  }

  var timers: TimerQueue {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.timers.address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.timers.address }
  }

  var events: FixedQueue<DeviceEventRecord> {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.events.address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.events.address }
  }

  var completions: FixedQueue<Completion> {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.completions.address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.completions.address }
  }

  var errors: FixedQueue<DeviceErrorRecord> {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.errors.address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.errors.address }
  }

  var trace: TraceRing {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.trace.address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.trace.address }
  }

  var tallies: Tallies {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.tallies.address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.tallies.address }
  }
}
