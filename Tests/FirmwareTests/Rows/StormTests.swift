import BoardHAL
import Firmware
import Glibc
import Synchronization
import Testing

/// Connecting and disconnecting, over and over, while other threads raise the line and serve it.
@Suite struct `Disconnecting in a storm` {
  /// Where one connection's routines say that they run; told when the connection has gone quiet.
  final class Watch: Sendable {
    let isQuiet = Atomic<Bool>(false)
    /// Routines that ran after that.
    let late = Atomic<Int>(0)
    let served = Atomic<Int>(0)

    func noteRun() {
      served.add(1, ordering: .relaxed)
      if isQuiet.load(ordering: .acquiring) { late.add(1, ordering: .relaxed) }
    }
  }

  struct Stormed: InterruptDriven {
    struct LineState {
      let watch: Watch
      var count: UInt64 = 0
    }

    typealias Source = BareSource

    var delivered: UInt64 = 0
    var lost: UInt64 = 0

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<UInt64> {
      line.watch.noteRun()
      line.count += 1
      return .deferred(line.count)
    }

    mutating func deferred(
      _ batch: borrowing Batch<UInt64>, _ context: borrowing DispatchContext<Stormed>
    ) {
      context.withLine { $0.watch.noteRun() }
      delivered += UInt64(batch.count)
      lost += UInt64(batch.lost)
    }
  }

  /// More with STORM_CYCLES, such as the 100,000 that the model promises.
  private static let cycles =
    getenv("STORM_CYCLES").flatMap { Int(String(cString: $0)) } ?? 200

  @Test("L05 L25 no routine of a connection runs after its disconnect has returned")
  func cycles() throws {
    var limits = Limits()
    limits.processors = 3
    limits.lines = 1
    limits.devices = 1
    limits.connections = 1
    limits.deferredCalls = 1
    limits.snapshots = 8
    let firmware = Firmware(on: SilentBoard(), limits: limits, isShared: true)
    LineLock.park.install { _ in usleep(1) }
    let isDone = Atomic<Bool>(false)
    let late = Atomic<Int>(0)
    let served = Atomic<Int>(0)
    nonisolated(unsafe) let shared = firmware
    let cycles = Self.cycles
    let line = LineID(0)
    Threads(
      {
        for _ in 0..<cycles {
          let watch = Watch()
          do {
            let added = try shared.add(Stormed(), named: "stormed")
            try added.registerDeferredCall(processor: 1)
            let connection = try added.connect(
              to: .software("stormed"), level: 5, state: Stormed.LineState(watch: watch))
            precondition(connection.lines[0] == line, "the one line there is")
            let device = try added.start()
            for _ in 0..<3 {
              shared.raise(line)
              while shared.step(on: 0) != .idle {}
            }
            let quiesced = connection.disconnect()
            watch.isQuiet.store(true, ordering: .releasing)
            try device.remove(quiesced)
          } catch {
            preconditionFailure("\(error)")
          }
          late.add(watch.late.load(ordering: .acquiring), ordering: .relaxed)
          served.add(watch.served.load(ordering: .relaxed), ordering: .relaxed)
        }
        isDone.store(true, ordering: .releasing)
      },
      {
        while !isDone.load(ordering: .acquiring) {
          shared.raise(line)
          while shared.step(on: 1) != .idle {}
          sched_yield()
        }
      },
      {
        while !isDone.load(ordering: .acquiring) {
          shared.raise(line)
          while shared.step(on: 2) != .idle {}
          sched_yield()
        }
      }
    ).run()
    while firmware.step(on: 1) != .idle {}
    #expect(late.load(ordering: .relaxed) == 0)
    #expect(served.load(ordering: .relaxed) > cycles, "it did storm")
    #expect(firmware.violations().isEmpty)
  }
}
