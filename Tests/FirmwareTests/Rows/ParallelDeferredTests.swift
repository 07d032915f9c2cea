import BoardHAL
import Firmware
import Glibc
import Synchronization
import Testing

/// The rows about deferred calls that need processors which really run at the same time.
@Suite struct `Deferred calls on processors that run at the same time` {
  /// What several threads know of each other.
  final class Meeting: Sendable {
    let inside = Atomic<Int>(0)
    let most = Atomic<Int>(0)
    let runs = Atomic<Int>(0)
    let hasEntered = Atomic<Bool>(false)
    let hasLeft = Atomic<Bool>(false)
    let isOver = Atomic<Bool>(false)
  }

  /// Its deferred call stays for a while, and longer if it hopes for company.
  struct Guest: ConcurrentDriven {
    struct LineState {
      let meeting: Meeting
      var served = 0
    }

    typealias Source = BareSource

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Int> {
      line.served += 1
      return .deferred(line.served)
    }

    static func deferredAnywhere(
      _ batch: borrowing Batch<Int>, _ context: borrowing ConcurrentContext<Guest>
    ) {
      let entered = context.withLine { $0.meeting }
      guard case .done(let meeting) = entered else { return }
      let count = meeting.inside.wrappingAdd(1, ordering: .relaxed).newValue
      meeting.most.max(count, ordering: .relaxed)
      for _ in 0..<200 where meeting.most.load(ordering: .relaxed) < 2 { sched_yield() }
      meeting.runs.wrappingAdd(batch.count, ordering: .relaxed)
      meeting.inside.wrappingSubtract(1, ordering: .relaxed)
    }
  }

  /// How many deferred calls of one device were at work at once, and how many values they got.
  private func meeting(isConcurrent: Bool, interrupts: Int) throws -> (most: Int, values: Int) {
    var limits = Limits()
    limits.processors = 2
    limits.allowsConcurrentCalls = isConcurrent
    limits.snapshots = 1 << 13
    let firmware = Firmware(on: SilentBoard(), limits: limits, isShared: true)
    let meeting = Meeting()
    let added = try firmware.add(Guest(), named: "guest")
    try added.registerConcurrentDeferredCall()
    var lines: [LineID] = []
    for processor in 0...1 {
      var options = ConnectOptions()
      options.affinity = .processor(processor)
      lines += try added.connect(
        to: .software("line \(processor)"), level: 5, options,
        state: Guest.LineState(meeting: meeting)
      ).keep()
    }
    _ = try added.start()
    nonisolated(unsafe) let shared = firmware
    let connected = lines
    let done = Atomic<Int>(0)
    Threads(count: 2) { processor in
      for _ in 0..<interrupts {
        shared.raise(connected[processor])
        while shared.step(on: processor) != .idle {}
      }
      done.wrappingAdd(1, ordering: .releasing)
      // What the other has queued here is served to the end.
      while done.load(ordering: .acquiring) < 2 || shared.step(on: processor) != .idle {
        while shared.step(on: processor) != .idle {}
        sched_yield()
      }
    }.run()
    while firmware.settle() > 0 {}
    #expect(firmware.violations().isEmpty)
    return (meeting.most.load(ordering: .relaxed), meeting.runs.load(ordering: .relaxed))
  }

  @Test("L13 a deferred call does not run beside itself")
  func serial() throws {
    let (most, values) = try meeting(isConcurrent: false, interrupts: 500)
    #expect(most == 1)
    #expect(values == 1000)
  }

  @Test("L13 in the test mode it runs on two processors at once, and nothing is lost")
  func concurrent() throws {
    let (most, values) = try meeting(isConcurrent: true, interrupts: 500)
    #expect(most == 2)
    #expect(values == 1000)
  }

  /// Its deferred call asks for itself until the meeting is over.
  struct Restless: InterruptDriven {
    struct LineState {}
    typealias Source = BareSource
    let meeting: Meeting

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Int> { .claimed }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Restless>
    ) {
      meeting.hasEntered.store(true, ordering: .releasing)
      meeting.runs.wrappingAdd(1, ordering: .relaxed)
      for _ in 0..<20 { sched_yield() }
      meeting.hasLeft.store(true, ordering: .releasing)
    }
  }

  /// A firmware with a restless device on processor 1, and a bell on processor 0.
  private func restless() throws -> (
    firmware: Firmware, restless: StartedDevice<Restless>, bell: StartedDevice<Bell>, Meeting
  ) {
    var limits = Limits()
    limits.processors = 2
    let firmware = Firmware(on: SilentBoard(), limits: limits, isShared: true)
    let meeting = Meeting()
    let added = try firmware.add(Restless(meeting: meeting), named: "restless")
    try added.registerDeferredCall(processor: 1)
    try added.connect(to: .software("line"), level: 5, state: Restless.LineState()).keep()
    let bell = try firmware.add(Bell(), named: "bell")
    try bell.registerDeferredCall()
    return (firmware, try added.start(), try bell.start(), meeting)
  }

  @Test("L18 a flush waits for what was queued on another processor, and not for what comes later")
  func flush() throws {
    let (firmware, restless, bell, meeting) = try restless()
    nonisolated(unsafe) let (shared, device, chime) = (firmware, restless, bell)
    firmware.onEvent = { _, context in
      for _ in 0..<20 {
        device.requestDeferredCall()
        let before = meeting.runs.load(ordering: .relaxed)
        context.flushDeferredCalls()
        #expect(meeting.runs.load(ordering: .relaxed) > before)
      }
      meeting.isOver.store(true, ordering: .releasing)
    }
    Threads(
      {
        chime.post(.ring)
        while !meeting.isOver.load(ordering: .acquiring) { _ = shared.step(on: 0) }
      },
      {
        // Asked for again after each run, for as long as the flushes last.
        while !meeting.isOver.load(ordering: .acquiring) {
          device.requestDeferredCall()
          _ = shared.step(on: 1)
        }
      }
    ).run()
    let isOver = meeting.isOver.load(ordering: .relaxed)
    #expect(isOver)
  }

  @Test("L19 cancelling a call that runs waits for its end")
  func finished() throws {
    let (firmware, restless, bell, meeting) = try restless()
    nonisolated(unsafe) let (shared, device, chime) = (firmware, restless, bell)
    firmware.onEvent = { _, context in
      device.requestDeferredCall()
      while !meeting.hasEntered.load(ordering: .acquiring) { sched_yield() }
      let outcome = device.cancelDeferredCall(0, context)
      // It may have ended just before: then there was nothing to cancel, and it is over as well.
      #expect(outcome == .finished || outcome == .neverQueued)
      let hasLeft = meeting.hasLeft.load(ordering: .acquiring)
      #expect(hasLeft)
      meeting.isOver.store(true, ordering: .releasing)
    }
    Threads(
      {
        chime.post(.ring)
        while !meeting.isOver.load(ordering: .acquiring) { _ = shared.step(on: 0) }
      },
      {
        while !meeting.isOver.load(ordering: .acquiring) {
          _ = shared.step(on: 1)
          sched_yield()
        }
      }
    ).run()
    #expect(meeting.runs.load(ordering: .relaxed) == 1)
  }

  @Test("L17 a removal that races the run: either it was removed, or it ran once")
  func removal() throws {
    let (firmware, restless, _, meeting) = try restless()
    nonisolated(unsafe) let (shared, device) = (firmware, restless)
    let removed = Atomic<Int>(0)
    let rounds = 2_000
    Threads(
      {
        for _ in 0..<rounds where device.requestDeferredCall() == .queued {
          if device.removeDeferredCall() == .removed {
            removed.wrappingAdd(1, ordering: .relaxed)
          }
        }
        meeting.isOver.store(true, ordering: .releasing)
      },
      {
        while !meeting.isOver.load(ordering: .acquiring) || shared.step(on: 1) != .idle {
          while shared.step(on: 1) != .idle {}
        }
      }
    ).run()
    let counters = firmware.deferredCounters(of: restless.id)
    #expect(counters.runs + counters.removed == counters.queued)
    #expect(counters.runs == UInt64(meeting.runs.load(ordering: .relaxed)))
    #expect(counters.removed >= UInt64(removed.load(ordering: .relaxed)))
  }

  @Test("L22 another thread can see at any time what a processor runs")
  func monitor() throws {
    let (firmware, restless, _, meeting) = try restless()
    firmware.isAccounting = true
    nonisolated(unsafe) let (shared, device) = (firmware, restless)
    let seen = Atomic<Int>(0)
    Threads(
      {
        while !meeting.isOver.load(ordering: .acquiring) {
          guard let running = shared.running(onProcessor: 1) else { continue }
          #expect(running.kind == .deferredCall(0))
          seen.wrappingAdd(1, ordering: .relaxed)
        }
      },
      {
        for _ in 0..<10_000 where seen.load(ordering: .relaxed) == 0 {
          device.requestDeferredCall()
          while shared.step(on: 1) != .idle {}
        }
        meeting.isOver.store(true, ordering: .releasing)
      }
    ).run()
    #expect(seen.load(ordering: .relaxed) > 0)
  }
}
