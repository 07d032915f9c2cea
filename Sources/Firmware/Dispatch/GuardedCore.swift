import BoardHAL

/// The parts of the core that change as a whole: with several threads, only under the lock.
///
/// Each lies in a place of its own, so that changing one is no access to the rows of the core, of
/// which each processor's thread may write the elements that are its own at the moment.
struct GuardedCore {
  let controller: FixedRow<InterruptController>
  let queues: FixedRow<DeferredQueues>
  let workQueues: FixedRow<DeferredQueues>
  let timers: FixedRow<TimerQueue>
  let events: FixedRow<FixedQueue<DeviceEventRecord>>
  let completions: FixedRow<FixedQueue<Completion>>
  let trace: FixedRow<TraceRing>
  let tallies: FixedRow<Tallies>

  init(_ limits: Limits, in memory: inout RowMemory) {
    controller = memory.row(count: 1) { _ in
      InterruptController(
        lines: limits.lines, processors: limits.processors, latchCapacity: limits.latch)
    }
    queues = memory.row(count: 1) { _ in
      DeferredQueues(processors: limits.processors, depth: limits.deferredDepth)
    }
    workQueues = memory.row(count: 1) { _ in DeferredQueues(processors: limits.executors * 2) }
    timers = memory.row(count: 1) { _ in
      TimerQueue(
        capacity: limits.devices * DeviceEntry.timerCapacity + 2 * limits.deferredCalls)
    }
    events = memory.row(count: 1) { _ in FixedQueue(capacity: limits.events) }
    completions = memory.row(count: 1) { _ in FixedQueue(capacity: limits.completions) }
    trace = memory.row(count: 1) { _ in TraceRing(capacity: limits.trace) }
    tallies = memory.row(repeating: Tallies(), count: 1)
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
}

/// The guarded parts under their own names.
extension Core {
  var controller: InterruptController {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.controller.address(of: 0)) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.controller.address(of: 0) }
  }

  var queues: DeferredQueues {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.queues.address(of: 0)) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.queues.address(of: 0) }
  }

  var workQueues: DeferredQueues {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.workQueues.address(of: 0)) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.workQueues.address(of: 0) }
  }

  var timers: TimerQueue {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.timers.address(of: 0)) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.timers.address(of: 0) }
  }

  var events: FixedQueue<DeviceEventRecord> {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.events.address(of: 0)) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.events.address(of: 0) }
  }

  var completions: FixedQueue<Completion> {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.completions.address(of: 0)) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.completions.address(of: 0) }
  }

  var trace: TraceRing {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.trace.address(of: 0)) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.trace.address(of: 0) }
  }

  var tallies: Tallies {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(guarded.tallies.address(of: 0)) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe guarded.tallies.address(of: 0) }
  }
}
