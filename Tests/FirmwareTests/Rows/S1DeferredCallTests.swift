import BoardHAL
import BoardHALMock
import CAllocationCounter
import Firmware
import Testing

/// Registering and queuing a DpcForIsr routine.
@Suite struct `S1 registering and queueing the deferred call` {
  @Test(
    "S1-02 the deferred call may be registered before or after the start; the line waits for both",
    arguments: [true, false])
  func registeredEitherTime(beforeStart: Bool) throws {
    let wiring = try WiringOfOneButton()
    let added = try wiring.firmware.add(Button(debounce: nil), named: "button")
    let connection = try added.connect(
      to: wiring.source, level: 4, state: Button.LineState())
    let line = connection.keep()[0]
    if beforeStart { try added.registerDeferredCall() }
    try wiring.press(for: .milliseconds(2))
    // Neither is the edge delivered to a deferred call that does not exist, nor is it lost.
    #expect(wiring.firmware.counters(of: line).claimed == 0)
    let device = try added.start()
    if !beforeStart {
      wiring.firmware.settle()
      #expect(wiring.firmware.counters(of: line).claimed == 0)
      try device.registerDeferredCall()
    }
    wiring.firmware.settle()
    #expect(wiring.firmware.counters(of: line).claimed == 2)
    #expect(device.inspect { $0.presses } == 1)
  }

  @Test("S1-03 a device has one deferred call of its own; a second registration is refused")
  func onlyOne() throws {
    let rig = Rig()
    let added = try rig.firmware.add(Probe("device", rig.log, .init()), named: "device")
    try added.registerDeferredCall()
    #expect(throws: FirmwareError.alreadyRegistered(device: "device")) {
      try added.registerDeferredCall()
    }
  }

  @Test("S1-04 a fresh deferred call is idle, of medium importance, on the first processor")
  func fresh() throws {
    let rig = Rig(processors: 2)
    let (device, _) = try rig.probe("device", level: 5)
    let call = try #require(rig.firmware.deferredCall(of: device.id))
    #expect(call.state == .idle)
    #expect(call.importance == .medium)
    #expect(call.processor == 0)
    #expect(call.counters == DeferredCounters())
  }

  @Test(
    "S1-05 a deferred call started at the moment of the request sees a whole snapshot",
    arguments: [false, true])
  func startedAtTheRequest(isThreaded: Bool) throws {
    let rig = Rig(processors: 2, isThreaded: isThreaded)
    let (device, line) = try rig.probe("device", level: 5, processor: 1)
    let adversary = Adversary { point, processor in
      guard point == .requested, processor == 0 else { return }
      rig.log.note("other processor")
      #expect(rig.firmware.step(on: 1) == .ran(device.id, call: 0))
    }
    rig.firmware.interleaver = adversary
    rig.firmware.raise(line)
    #expect(rig.firmware.step(on: 0) == .serviced(line))
    #expect(
      rig.log.take() == [
        "isr device", "end device", "other processor", "dpc device [1]", "dpc end device",
      ])
  }

  @Test("S1-06 a service routine over its budget is named")
  func overBudget() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    var behaviour = Probe.Behaviour()
    behaviour.inService = { $0.spend(.microseconds(26)) }
    let (slow, line) = try rig.probe("slow", level: 5, behaviour: behaviour)
    behaviour.inService = { $0.spend(.microseconds(25)) }
    let (quick, other) = try rig.probe("quick", level: 6, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.raise(other)
    rig.firmware.settle()
    let faults = rig.log.trace.compactMap { event -> DeviceID? in
      guard case .fault(let device, .serviceOverrun) = event.kind else { return nil }
      return device
    }
    #expect(faults == [slow.id])
    #expect(rig.firmware.serviceCounters(of: slow.id, on: line).overruns == 1)
    #expect(
      rig.firmware.serviceCounters(of: slow.id, on: line).longestService == .microseconds(26))
    #expect(rig.firmware.serviceCounters(of: quick.id, on: other).overruns == 0)
  }

  /// A device whose data register is overwritten once its cause is cleared.
  struct Latched: InterruptDriven {
    struct LineState {
      let data: RegisterID
      let cause: RegisterID
    }

    typealias Source = BareSource

    var values: [UInt32] = []

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<UInt32> {
      let value = interrupt.read(line.data)
      interrupt.write(1, to: line.cause)
      return .deferred(value)
    }

    mutating func deferred(
      _ batch: borrowing Batch<UInt32>, _ context: borrowing DispatchContext<Latched>
    ) {
      for index in 0..<batch.count { values.append(batch[index]) }
    }
  }

  @Test("S1-07 the usual order: gather, dismiss, request, return")
  func usualOrder() throws {
    let rig = Rig()
    let data = rig.board.addRegister("data", .readToClear, initial: 0x42)
    let cause = rig.board.addRegister("cause", .writeOneToClear, initial: 1)
    let device = try rig.firmware.connect(
      Latched(), named: "latched", to: .software("latched"), level: 5,
      state: Latched.LineState(data: data, cause: cause))
    _ = rig.board.takeAccesses()
    // Written down by an interleaver, at the place where the request is made.
    let order = Adversary { point, _ in
      guard point == .requested else { return }
      let calls = rig.board.takeAccesses().map(\.call)
      #expect(calls == [.readRegister(data, 0x42), .writeRegister(cause, 1)])
      #expect(rig.firmware.deferredCall(of: device.id)?.state == .queued)
      rig.log.note("requested")
    }
    rig.firmware.interleaver = order
    rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
    rig.firmware.settle()
    #expect(rig.log.words == ["requested"])
    #expect(device.inspect { $0.values } == [0x42])
  }

  /// Writes down which identities its deferred call is given.
  struct Witness: InterruptDriven {
    struct Operation: BitwiseCopyable, Sendable {}

    typealias Source = BareSource

    var devices: [DeviceID] = []
    var requests: [RequestID?] = []
    var snapshots: [Int] = []
    var calls: [Int] = []

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
    ) -> Service<Int> {
      .deferred(77)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Witness>
    ) {
      devices.append(context.device)
      calls.append(context.call)
      for index in 0..<batch.count {
        requests.append(batch.request(at: index))
        snapshots.append(batch[index])
      }
    }
  }

  @Test("S1-08 the deferred call is given its device, the request, the context, and itself")
  func identities() throws {
    let rig = Rig()
    _ = try rig.probe("another", level: 3)
    let device = try rig.firmware.connect(
      Witness(), named: "witness", to: .software("witness"), level: 5)
    let request = device.submit(Witness.Operation())
    rig.firmware.settle()
    rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
    rig.firmware.settle()
    #expect(device.inspect { $0.devices } == [device.id])
    #expect(device.inspect { $0.requests } == [request])
    #expect(device.inspect { $0.snapshots } == [77])
    #expect(device.inspect { $0.calls } == [0])
  }

  @Test(
    "S1-09 asking by either route merges into one run",
    arguments: [false, true])
  func eitherRoute(isThreaded: Bool) throws {
    let rig = Rig(isThreaded: isThreaded)
    let (device, line) = try rig.probe("device", level: 5)
    #expect(device.requestDeferredCall() == .queued)
    rig.firmware.raise(line)
    rig.firmware.raised(to: .dispatch) {
      _ = rig.firmware.step()
      #expect(device.requestDeferredCall() == .merged)
    }
    #expect(rig.log.words == ["isr device", "end device", "dpc device [1]", "dpc end device"])
    let counters = rig.firmware.deferredCounters(of: device.id)
    #expect((counters.queued, counters.merged, counters.runs) == (1, 2, 1))
  }

  @Test("S1-10 lowering the level runs what waited, on that processor, before it returns")
  func lowering() throws {
    let rig = Rig()
    var behaviour = Probe.Behaviour()
    let (log, firmware) = (rig.log, rig.firmware)
    behaviour.inDeferred = { context in
      log.note("level \(context.level.number) on \(context.processor)")
      #expect(firmware.level(ofProcessor: 0) == .dispatch)
    }
    let (device, _) = try rig.probe("device", level: 5, behaviour: behaviour)
    rig.firmware.raised(to: .dispatch) {
      device.requestDeferredCall()
      #expect(rig.firmware.step() == .idle)
      rig.log.note("lowering")
    }
    rig.log.note("lowered")
    #expect(
      rig.log.words == [
        "lowering", "dpc device []", "level 2 on 0", "dpc end device", "lowered",
      ])
  }

  @Test(
    "S1-11 returning from a nested service routine runs no deferred call",
    arguments: [false, true])
  func nestedReturn(isThreaded: Bool) throws {
    let rig = Rig(isThreaded: isThreaded)
    let (urgent, line) = try rig.probe("urgent", level: 8)
    var behaviour = Probe.Behaviour()
    let firmware = rig.firmware
    behaviour.inDeferred = { context in
      firmware.raise(line)
      context.spend(.microseconds(1))
    }
    let (outer, _) = try rig.probe("outer", level: 5, behaviour: behaviour)
    outer.requestDeferredCall()
    rig.firmware.settle()
    // The interrupt came in the middle of `outer`; its deferred call waits for the end of it.
    #expect(
      rig.log.words == [
        "dpc outer []", "isr urgent", "end urgent", "dpc end outer",
        "dpc urgent [1]", "dpc end urgent",
      ])
    #expect(rig.firmware.deferredCounters(of: urgent.id).runs == 1)
  }

  @Test("S1-12 the deferred call ends the request: N requests, N ends, each with its own result")
  func ends() throws {
    let rig = Rig()
    let device = try rig.firmware.connect(
      OneShot(), named: "disk", to: .software("disk"), level: 6)
    var expected: [RequestID] = []
    for number in 1...10 {
      expected.append(try #require(device.submit(OneShot.Operation(number: number))))
    }
    rig.firmware.settle()
    for _ in 1...10 {
      rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
      rig.firmware.settle()
    }
    var ended: [Completion] = []
    while let completion = rig.firmware.takeCompletion() { ended.append(completion) }
    #expect(ended.map(\.request) == expected)
    #expect(ended.map(\.information) == Array(1...10))
    #expect(
      ended.map(\.status) == (1...10).map { $0.isMultiple(of: 2) ? .failed : .success })
    #expect(device.inspect { $0.begun } == Array(1...10))
  }

  @Test("S1-13 reading a batch takes no memory")
  func batchInPlace() throws {
    struct Summer: InterruptDriven {
      typealias Source = BareSource
      var runs = 0
      var sum = 0
      var allocations = 0

      static func service(
        _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
      ) -> Service<Int> { .deferred(3) }

      mutating func deferred(
        _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Summer>
      ) {
        let before = allocation_count()
        batch.forEach { item in
          if case .value(let value) = item { sum += value }
        }
        for index in 0..<batch.count { sum += batch[index] }
        // The first batch pays for the language's descriptions of its types.
        if runs > 0 { allocations += allocation_count() - before }
        runs += 1
      }
    }
    let rig = Rig()
    let device = try rig.firmware.connect(
      Summer(), named: "summer", to: .software("summer"), level: 6)
    let line = rig.firmware.lines(of: device.id)[0]
    rig.firmware.raise(line)
    rig.firmware.settle()
    for _ in 0..<40 {
      rig.firmware.raise(line)
      _ = rig.firmware.step()
    }
    rig.firmware.settle()
    #expect(device.inspect { $0.runs } == 2)
    #expect(device.inspect { $0.sum } == 41 * 6)
    // Swift 6.2.3 takes the frames of coroutines from the heap in builds like this one.
    #if compiler(>=6.3)
      #expect(device.inspect { $0.allocations } == 0)
    #endif
  }

  /// Three fields that belong together, gathered one by one.
  struct Triple: BitwiseCopyable, Sendable, Equatable {
    var first = 0
    var second = 0
    var third = 0
  }

  struct Gatherer: InterruptDriven {
    struct LineState { var count = 0 }

    typealias Source = BareSource

    var seen: [Triple] = []

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Triple> {
      line.count += 1
      var triple = Triple()
      triple.first = line.count
      interrupt.spend(.zero)
      triple.second = line.count
      interrupt.spend(.zero)
      triple.third = line.count
      interrupt.spend(.zero)
      return .deferred(triple)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Triple>, _ context: borrowing DispatchContext<Gatherer>
    ) {
      for index in 0..<batch.count { seen.append(batch[index]) }
    }
  }

  @Test("S1-15 in no interleaving does a deferred call see a torn snapshot")
  func neverTorn() throws {
    // Two interrupts have ten places where the other processor may get in or not: every choice.
    var schedules = 0
    for choice in 0..<1024 {
      let board = MockBoard(.bare)
      var limits = Limits()
      limits.processors = 2
      let firmware = Firmware(on: board, limits: limits)
      let added = try firmware.add(Gatherer(), named: "gatherer")
      try added.registerDeferredCall(processor: 1)
      let line = try added.connect(
        to: .software("line"), level: 5, state: Gatherer.LineState()
      ).keep()[0]
      let device = try added.start()
      var place = 0
      let adversary = Adversary { _, processor in
        guard processor == 0 else { return }
        defer { place += 1 }
        if choice >> place & 1 != 0 { _ = firmware.step(on: 1) }
      }
      firmware.interleaver = adversary
      device.requestDeferredCall()
      for _ in 1...2 {
        firmware.raise(line)
        _ = firmware.step(on: 0)
      }
      firmware.settle()
      schedules += 1
      #expect(place <= 10)
      #expect(
        device.inspect { $0.seen } == [
          Triple(first: 1, second: 1, third: 1), Triple(first: 2, second: 2, third: 2),
        ])
    }
    #expect(schedules == 1024)
  }
}
