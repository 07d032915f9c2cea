import BoardHAL
import BoardHALMock
import Firmware
import Glibc
import Synchronization
import Testing

/// The rows that need processors which really run at the same time.
@Suite struct `S1 on two threads` {
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
    let threads = TwoThreads(
      first: {
        for _ in 0..<interrupts {
          shared.raise(line)
          while shared.step(on: 0) != .idle {}
        }
        isDone.store(true, ordering: .releasing)
      },
      second: {
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
}
