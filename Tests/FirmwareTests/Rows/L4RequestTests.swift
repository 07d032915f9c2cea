import BoardHAL
import BoardHALMock
import Firmware
import Glibc
import Synchronization
import Testing

/// Requests: their order, their retries, and that each ends once.
@Suite struct `L4 requests` {
  /// Begins what it is asked for, and ends it, or tries again, when its line says that it is done.
  struct Worker: InterruptDriven {
    typealias Source = BareSource
    typealias Operation = Int

    let log: Log
    /// How many of the next attempts fail.
    var failures = 0
    let budget = 3
    private var isAtWork = false

    init(log: Log, failures: Int = 0) {
      self.log = log
      self.failures = failures
    }

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
    ) -> Service<Bool> { .deferred(true) }

    mutating func begin(
      _ request: RequestID, _ operation: Int, _ context: borrowing DispatchContext<Worker>
    ) {
      log.note(isAtWork ? "begin \(operation) on a busy device" : "begin \(operation)")
      isAtWork = true
    }

    mutating func deferred(
      _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<Worker>
    ) {
      guard context.currentRequest != nil else { return }
      isAtWork = false
      if failures > 0 {
        failures -= 1
        switch context.retryCurrent(after: 7, budget: budget) {
        case .again(let attempts): log.note("again after \(attempts)")
        case .exhausted(let attempts):
          log.note("given up after \(attempts)")
          end(.failed, context)
        case .noRequest: log.note("nothing to try")
        }
        return
      }
      end(.success, context)
    }

    mutating func cancel(_ request: RequestID, _ context: borrowing DispatchContext<Worker>) {
      isAtWork = false
      end(.cancelled, context)
    }

    private func end(_ status: RequestStatus, _ context: borrowing DispatchContext<Worker>) {
      guard let request = context.takeCurrentRequest() else { return }
      log.note("end \(request.operation) \(status)")
      context.startNext()
      request.complete(status, context)
    }
  }

  private func worker(_ rig: Rig, failures: Int = 0) throws -> (StartedDevice<Worker>, LineID) {
    let device = try rig.firmware.connect(
      Worker(log: rig.log, failures: failures), named: "worker", to: .software("worker"), level: 5)
    return (device, rig.firmware.lines(of: device.id)[0])
  }

  private func done(_ rig: Rig, _ line: LineID) {
    rig.firmware.raise(line)
    rig.firmware.settle()
  }

  @Test("L40 an idle device begins at once; others wait by key, equals in the order of asking")
  func order() throws {
    let rig = Rig()
    let (device, line) = try worker(rig)
    _ = device.submit(1, key: 9)
    rig.firmware.settle()
    #expect(rig.log.words == ["begin 1"])
    for (number, key) in [(2, 5), (3, 1), (4, 5), (5, 1)] as [(Int, UInt32)] {
      _ = device.submit(number, key: key)
    }
    for _ in 1...5 { done(rig, line) }
    #expect(
      rig.log.words.filter { $0.hasPrefix("begin") }.map { $0.last } == ["1", "3", "5", "2", "4"])
  }

  @Test("L40 a full queue refuses, and says so")
  func full() throws {
    let rig = Rig { $0.requests = 2 }
    let (device, _) = try worker(rig)
    let taken = (1...5).map { number in
      defer { rig.firmware.settle() }
      return device.submit(number) != nil
    }
    #expect(taken == [true, true, true, false, false], "one begun, two waiting")
  }

  @Test("L41 starting the next with nothing waiting does nothing")
  func emptyQueue() throws {
    let rig = Rig()
    let (device, line) = try worker(rig)
    _ = device.submit(1)
    rig.firmware.settle()
    for _ in 1...3 { done(rig, line) }
    #expect(rig.log.words == ["begin 1", "end 1 success"])
  }

  @Test("L42 a request begins on an idle device only, in whatever order things happen")
  func idleOnly() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let rig = Rig()
      let (device, line) = try worker(rig)
      var random = SplitMix64(seed: seed)
      var asked: [RequestID] = []
      for _ in 1...60 {
        switch random.next(below: 4) {
        case 0:
          let key = UInt32(random.next(below: 3))
          if let id = device.submit(asked.count, key: key) { asked.append(id) }
        case 1:
          guard !asked.isEmpty else { break }
          device.cancel(asked[Int(random.next(below: UInt64(asked.count)))])
        case 2: rig.firmware.raise(line)
        default: _ = rig.firmware.step()
        }
      }
      #expect(!rig.log.words.contains { $0.hasSuffix("busy device") }, "seed \(seed)")
    }
  }

  @Test("L44 an operation that fails is tried again within its budget, and each error is logged")
  func retried() throws {
    let rig = Rig()
    let (device, line) = try worker(rig, failures: 2)
    let id = try #require(device.submit(1))
    rig.firmware.settle()
    for _ in 1...3 { done(rig, line) }
    #expect(
      rig.log.words == [
        "begin 1", "again after 1", "begin 1", "again after 2", "begin 1", "end 1 success",
      ])
    #expect(rig.firmware.takeCompletion()?.status == .success)
    let errors = (0..<2).compactMap { _ in rig.firmware.takeError() }
    #expect(errors.map(\.attempt) == [1, 2])
    #expect(errors.allSatisfy { $0.code == 7 && $0.request == id && $0.device == device.id })
    #expect(rig.firmware.takeError() == nil)
  }

  @Test("L44 a used-up budget ends the request as failed, and the next begins")
  func exhausted() throws {
    let rig = Rig { $0.errors = 2 }
    let (device, line) = try worker(rig, failures: 3)
    for number in 1...2 { _ = device.submit(number) }
    rig.firmware.settle()
    for _ in 1...4 { done(rig, line) }
    #expect(
      rig.log.words.suffix(4) == ["given up after 3", "end 1 failed", "begin 2", "end 2 success"])
    #expect(rig.firmware.takeError()?.attempt == 2, "the newest are kept")
    #expect(rig.firmware.errorsLost == 1)
  }

  @Test("L43 a cancel that comes late does not hit the request that has begun since")
  func lateCancel() throws {
    let rig = Rig()
    let (device, line) = try worker(rig)
    let first = try #require(device.submit(1))
    _ = device.submit(2)
    rig.firmware.settle()
    rig.firmware.raised(to: .dispatch) {
      rig.firmware.raise(line)
      #expect(device.cancel(first) == .asked)
    }
    rig.firmware.settle()
    #expect(rig.log.words == ["begin 1", "end 1 success", "begin 2"])
    #expect(device.cancel(first) == .ended)
  }

  @Test("L43 cancelling races completing on threads: each request ends exactly once")
  func cancelRaces() throws {
    var limits = Limits()
    limits.processors = 2
    let firmware = Firmware(on: SilentBoard(), limits: limits, isShared: true)
    LineLock.park.install { _ in usleep(1) }
    let added = try firmware.add(Quick(), named: "quick")
    try added.registerDeferredCall(processor: 1)
    let line = try added.connect(to: .software("quick"), level: 5).keep()[0]
    let device = try added.start()
    let requests = 2000
    let isDone = Atomic<Bool>(false)
    nonisolated(unsafe) let shared = (firmware: firmware, device: device)
    nonisolated(unsafe) var ends: [RequestID: Int] = [:]
    nonisolated(unsafe) var asked: [RequestID] = []
    Threads(
      {
        var random = SplitMix64(seed: 7)
        while asked.count < requests {
          if let id = shared.device.submit(0) { asked.append(id) }
          shared.firmware.raise(line)
          if random.next(below: 2) == 0, let id = asked.last { shared.device.cancel(id) }
          while let end = shared.firmware.takeCompletion() { ends[end.request, default: 0] += 1 }
          _ = shared.firmware.step(on: 0)
        }
        while ends.count < requests {
          shared.firmware.raise(line)
          while let end = shared.firmware.takeCompletion() { ends[end.request, default: 0] += 1 }
          sched_yield()
        }
        isDone.store(true, ordering: .releasing)
      },
      {
        while !isDone.load(ordering: .acquiring) {
          while shared.firmware.step(on: 1) != .idle {}
          sched_yield()
        }
      }
    ).run()
    #expect(ends.count == requests)
    #expect(ends.values.allSatisfy { $0 == 1 })
  }

  /// Ends its current request whenever its line asks.
  struct Quick: InterruptDriven {
    typealias Source = BareSource
    typealias Operation = Int

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
    ) -> Service<Bool> { .deferred(true) }

    mutating func deferred(
      _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<Quick>
    ) {
      guard let request = context.takeCurrentRequest() else { return }
      context.startNext()
      request.complete(.success, context)
    }
  }
}
