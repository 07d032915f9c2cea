import BoardHAL

/// The part of the core that changes as a whole: with several threads, only under the lock.
///
/// Kept in a place of its own, so that changing it is no access to the rows of the core, of which
/// each processor's thread may write the elements that are its own at the moment.
struct GuardedCore: ~Copyable {
  var controller: InterruptController
  var queues: DeferredQueues
  var timers: TimerQueue
  var events: FixedQueue<DeviceEventRecord>
  var completions: FixedQueue<Completion>
  var trace: TraceRing
  /// The number of the newest request.
  var lastRequest: UInt32 = 0
  /// Events that found the queue full.
  var eventsLost: UInt64 = 0
  /// Ended requests that found the queue full.
  var completionsLost: UInt64 = 0

  init(_ limits: Limits) {
    controller = InterruptController(
      lines: limits.lines, processors: limits.processors, latchCapacity: limits.latch)
    queues = DeferredQueues(processors: limits.processors)
    timers = TimerQueue(capacity: limits.devices * DeviceEntry.timerCapacity)
    events = FixedQueue(capacity: limits.events)
    completions = FixedQueue(capacity: limits.completions)
    trace = TraceRing(capacity: limits.trace)
  }
}

/// The guarded parts under their own names.
extension Core {
  var controller: InterruptController {
    @inline(__always) _read { yield guarded[0].controller }
    @inline(__always) nonmutating _modify { yield &guarded[0].controller }
  }
  var queues: DeferredQueues {
    @inline(__always) _read { yield guarded[0].queues }
    @inline(__always) nonmutating _modify { yield &guarded[0].queues }
  }

  var timers: TimerQueue {
    @inline(__always) _read { yield guarded[0].timers }
    @inline(__always) nonmutating _modify { yield &guarded[0].timers }
  }

  var events: FixedQueue<DeviceEventRecord> {
    @inline(__always) _read { yield guarded[0].events }
    @inline(__always) nonmutating _modify { yield &guarded[0].events }
  }

  var completions: FixedQueue<Completion> {
    @inline(__always) _read { yield guarded[0].completions }
    @inline(__always) nonmutating _modify { yield &guarded[0].completions }
  }

  var trace: TraceRing {
    @inline(__always) _read { yield guarded[0].trace }
    @inline(__always) nonmutating _modify { yield &guarded[0].trace }
  }

  var lastRequest: UInt32 {
    @inline(__always) _read { yield guarded[0].lastRequest }
    @inline(__always) nonmutating _modify { yield &guarded[0].lastRequest }
  }

  var eventsLost: UInt64 {
    @inline(__always) _read { yield guarded[0].eventsLost }
    @inline(__always) nonmutating _modify { yield &guarded[0].eventsLost }
  }

  var completionsLost: UInt64 {
    @inline(__always) _read { yield guarded[0].completionsLost }
    @inline(__always) nonmutating _modify { yield &guarded[0].completionsLost }
  }
}
