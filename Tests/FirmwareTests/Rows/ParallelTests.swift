import BoardHAL
import BoardHALMock
import Firmware
import Glibc
import Synchronization
import Testing

/// The rows that need processors which really run at the same time.
@Suite struct `Processors that run at the same time` {
  struct Pair: BitwiseCopyable, Sendable {
    var count: UInt64
    var complement: UInt64
  }

  /// Saves two fields that must agree; counts the snapshots that did not.
  struct Checker: InterruptDriven {
    struct LineState { var count: UInt64 = 0 }

    typealias Source = BareSource

    var last: UInt64 = 0
    var delivered: UInt64 = 0
    var lost: UInt64 = 0
    var torn = 0
    var disordered = 0

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Pair> {
      line.count += 1
      return .deferred(Pair(count: line.count, complement: ~line.count))
    }

    mutating func deferred(
      _ batch: borrowing Batch<Pair>, _ context: borrowing DispatchContext<Checker>
    ) {
      batch.forEach { item in
        switch item {
        case .value(let pair):
          if pair.complement != ~pair.count { torn += 1 }
          if pair.count <= last { disordered += 1 }
          last = pair.count
          delivered += 1
        case .lost(let count):
          lost += UInt64(count)
        }
      }
    }
  }

  @Test("S1-14 a service routine and its deferred call run at the same time on two processors")
  func sideBySide() throws {
    let interrupts = 20_000
    var limits = Limits()
    limits.processors = 2
    let firmware = Firmware(on: SilentBoard(), limits: limits, isShared: true)
    let added = try firmware.add(Checker(), named: "checker")
    try added.registerDeferredCall(processor: 1)
    var options = ConnectOptions()
    options.affinity = .processor(0)
    let line = try added.connect(
      to: .software("line"), level: 5, options, state: Checker.LineState()
    ).keep()[0]
    let device = try added.start()

    let isDone = Atomic<Bool>(false)
    nonisolated(unsafe) let shared = firmware
    let threads = Threads(
      {
        for _ in 0..<interrupts {
          shared.raise(line)
          while shared.step(on: 0) != .idle {}
        }
        isDone.store(true, ordering: .releasing)
      },
      {
        while !isDone.load(ordering: .acquiring) || shared.step(on: 1) != .idle {
          while shared.step(on: 1) != .idle {}
          sched_yield()
        }
      })
    threads.run()
    #expect(device.inspect { $0.torn } == 0)
    #expect(device.inspect { $0.disordered } == 0)
    #expect(device.inspect { $0.delivered + $0.lost } == UInt64(interrupts))
  }

  /// Counts how many of its kind are in their service routine at this moment.
  struct Crowd: InterruptDriven {
    struct LineState {
      let inside: Inside
      var served = 0
    }

    final class Inside: Sendable {
      let now = Atomic<Int>(0)
      let most = Atomic<Int>(0)

      func enter() {
        let count = now.wrappingAdd(1, ordering: .relaxed).newValue
        most.max(count, ordering: .relaxed)
      }

      func leave() {
        now.wrappingSubtract(1, ordering: .relaxed)
      }
    }

    typealias Source = BareSource

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Int> {
      line.inside.enter()
      line.served += 1
      line.inside.leave()
      return .claimed
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Crowd>
    ) {}
  }

  private func crowd(
    lines: Int, sharing lock: InterruptLock?, interrupts: Int
  ) throws -> (most: Int, served: UInt64) {
    var limits = Limits()
    limits.processors = 4
    let firmware = Firmware(on: SilentBoard(), limits: limits, isShared: true)
    let inside = Crowd.Inside()
    let added = try firmware.add(Crowd(), named: "crowd")
    try added.registerDeferredCall()
    var options = ConnectOptions()
    options.lock = lock
    var all: [LineID] = []
    for number in 0..<lines {
      all += try added.connect(
        to: .software("line \(number)"), level: 5 + number, options,
        state: Crowd.LineState(inside: inside)
      ).keep()
    }
    let device = try added.start()
    nonisolated(unsafe) let shared = firmware
    let connected = all
    Threads(count: 4) { processor in
      for round in 0..<interrupts {
        shared.raise(connected[round % connected.count])
        while shared.step(on: processor) != .idle {}
      }
    }.run()
    var served: UInt64 = 0
    for line in all { served += firmware.serviceCounters(of: device.id, on: line).claimed }
    return (inside.most.load(ordering: .relaxed), served)
  }

  @Test("S2-07 four processors, one line: its routine is never on two of them at once")
  func oneLine() throws {
    let (most, served) = try crowd(lines: 1, sharing: nil, interrupts: 20_000)
    #expect(most == 1)
    #expect(served > 0)
  }

  @Test("S3-06 L03 lines that share a lock are never served at the same time")
  func sharedLock() throws {
    let (most, served) = try crowd(lines: 3, sharing: InterruptLock(), interrupts: 20_000)
    #expect(most == 1)
    #expect(served > 0)
  }
}
