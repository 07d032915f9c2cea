import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// Rules for drivers that share a context between the service routine and the deferred call.
@Suite struct `S1 sharing a context` {
  @Test("S1-16 whoever shares the state goes through the line's lock, at the line's level")
  func synchronised() throws {
    struct Reader: InterruptDriven {
      struct LineState { var count = 0 }
      typealias Source = BareSource
      let firmware: Firmware
      let log: Log

      static func service(
        _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
      ) -> Service<Int> {
        line.count += 1
        return .deferred(line.count)
      }

      mutating func deferred(
        _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Reader>
      ) {
        guard let line = firmware.lines(of: context.device).first else { return }
        let count =
          context.withLine { state in
            log.note("level \(firmware.level().number)")
            // An interrupt in the middle of the critical section waits for its end.
            if state.count == 1 { firmware.raise(line) }
            context.spend(.microseconds(5))
            return state.count
          }.value ?? 0
        log.note("saw \(count), level \(firmware.level().number)")
      }
    }
    let rig = Rig()
    let device = try rig.firmware.connect(
      Reader(firmware: rig.firmware, log: rig.log), named: "reader", to: .software("reader"),
      level: 7, state: Reader.LineState())
    rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
    rig.firmware.settle()
    #expect(
      rig.log.words == ["level 7", "saw 1, level 2", "level 7", "saw 2, level 2"])
  }

  /// Writes down when operations begin and when batches are read.
  struct Overlapped: InterruptDriven {
    struct Operation: BitwiseCopyable, Sendable { var number: Int }
    typealias Source = BareSource
    let log: Log
    let startsEarly: Bool

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
    ) -> Service<Int> { .deferred(1) }

    mutating func begin(
      _ request: RequestID, _ operation: Operation,
      _ context: borrowing DispatchContext<Overlapped>
    ) {
      log.note("begin \(operation.number)")
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Overlapped>
    ) {
      if startsEarly { context.startNext() }
      log.note("read \(batch.count)")
      guard let request = context.takeCurrentRequest() else { return }
      log.note("end \(request.operation.number)")
      request.complete(.success, context)
      if !startsEarly { context.startNext() }
    }
  }

  @Test(
    "S1-17 the next request begins after the batch of the current one, however early asked for",
    arguments: [true, false])
  func nextAfterRead(startsEarly: Bool) throws {
    let rig = Rig()
    let device = try rig.firmware.connect(
      Overlapped(log: rig.log, startsEarly: startsEarly), named: "disk", to: .software("disk"),
      level: 6)
    for number in 1...3 { _ = device.submit(Overlapped.Operation(number: number)) }
    rig.firmware.settle()
    for _ in 1...3 {
      rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
      rig.firmware.settle()
    }
    #expect(
      rig.log.words
        == [
          "read 0", "begin 1", "read 1", "end 1", "begin 2", "read 1", "end 2", "begin 3",
          "read 1", "end 3",
        ].filter { $0 != "read 0" })
  }

  @Test("S1-18 a device with a queue of its own begins its next operation after the batch, too")
  func ownQueue() throws {
    struct Own: InterruptDriven {
      enum Action: UInt8, DeviceCode { case begin }
      typealias Source = BareSource
      let log: Log
      var waiting = [3, 2, 1]

      static func service(
        _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
      ) -> Service<Int> { .deferred(1) }

      mutating func perform(
        _ action: Action, text: EventText, _ context: borrowing DispatchContext<Own>
      ) {
        if let next = waiting.popLast() { log.note("begin \(next)") }
      }

      mutating func deferred(
        _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Own>
      ) {
        // Asked for before the batch is read, and yet not begun before it is.
        _ = context.post(Action.begin.rawValue, to: context.device)
        log.note("read \(batch.count)")
      }
    }
    let rig = Rig()
    let device = try rig.firmware.connect(
      Own(log: rig.log), named: "own", to: .software("own"), level: 6)
    device.post(.begin)
    rig.firmware.settle()
    for _ in 1...2 {
      rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
      rig.firmware.settle()
    }
    #expect(rig.log.words == ["begin 1", "read 1", "begin 2", "read 1", "begin 3"])
  }

  @Test("S1-19 two interrupts before the deferred call overwrite nothing: both snapshots are there")
  func nothingOverwritten() throws {
    let rig = Rig()
    let (_, line) = try rig.probe("device", level: 5)
    for _ in 1...2 {
      rig.firmware.raise(line)
      #expect(rig.firmware.step() == .serviced(line))
    }
    rig.firmware.settle()
    #expect(rig.log.words.last { $0.hasPrefix("dpc device") } == "dpc device [1, 2]")
  }

  @Test(
    "S1-20 the service routine interrupts its own deferred call, which goes on where it was",
    arguments: [false, true])
  func nestsInOwnDeferredCall(isThreaded: Bool) throws {
    let rig = Rig(isThreaded: isThreaded)
    let firmware = rig.firmware
    let log = rig.log
    var isFirst = true
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      guard isFirst else { return }
      isFirst = false
      guard let line = firmware.lines(of: context.device).first else { return }
      firmware.raise(line)
      context.spend(.microseconds(1))
      log.note("goes on")
    }
    let (_, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(
      rig.log.words == [
        "isr device", "end device", "dpc device [1]", "isr device", "end device", "goes on",
        "dpc end device", "dpc device [2]", "dpc end device",
      ])
  }

  @Test(
    "S1-21 however many interrupts come first, the deferred call runs once, with all of it",
    arguments: [1, 2, 7, 64])
  func runsOnce(count: Int) throws {
    let rig = Rig()
    let (device, line) = try rig.probe("device", level: 5)
    for _ in 1...count {
      rig.firmware.raise(line)
      _ = rig.firmware.step()
    }
    rig.firmware.settle()
    let counters = rig.firmware.deferredCounters(of: device.id)
    #expect(counters.runs == 1)
    #expect(counters.queued == 1)
    #expect(counters.merged == UInt64(count - 1))
    #expect(device.inspect { $0.delivered } == Array(1...count))
  }

  @Test(
    "S1-22 requests and runs do not correspond one to one; what is stored is delivered",
    arguments: 0..<20 as Range<UInt64>)
  func noCorrespondence(seed: UInt64) throws {
    let rig = Rig()
    let (device, line) = try rig.probe("device", level: 5)
    var random = SplitMix64(seed: seed)
    var raised = 0
    for _ in 0..<500 {
      if random.next(below: 3) != 0 {
        if rig.firmware.raise(line) != .merged { raised += 1 }
      } else {
        _ = rig.firmware.step()
      }
    }
    rig.firmware.settle()
    let counters = rig.firmware.deferredCounters(of: device.id)
    #expect(counters.runs <= counters.queued + counters.merged, "seed \(seed)")
    #expect(counters.queued + counters.merged == UInt64(raised), "seed \(seed)")
    #expect(counters.delivered + counters.lost == UInt64(raised), "seed \(seed)")
    #expect(device.inspect { $0.delivered.filter { $0 > 0 } }.count == Int(counters.delivered))
  }

  @Test("S1-23 a dump of a deferred call names its device and what it is")
  func dump() throws {
    let rig = Rig()
    let (device, _) = try rig.probe("uart", level: 5)
    #expect(
      rig.firmware.deferredCall(of: device.id)?.description
        == "deferred call 0 of uart: idle, medium importance, processor 0")
    device.requestDeferredCall()
    #expect(
      rig.firmware.deferredCall(of: device.id)?.description
        == "deferred call 0 of uart: queued, medium importance, processor 0")
  }

  @Test("S1-24 an interrupt without a request is delivered, and the request is absent")
  func unsolicited() throws {
    let rig = Rig()
    let device = try rig.firmware.connect(
      OneShot(), named: "disk", to: .software("disk"), level: 6)
    rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
    rig.firmware.settle()
    #expect(device.inspect { $0.unsolicited } == 1)
    #expect(rig.firmware.takeCompletion() == nil)
  }
}
