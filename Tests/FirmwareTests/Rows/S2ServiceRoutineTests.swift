import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// Writing an ISR.
@Suite struct `S2 writing a service routine` {
  @Test("S2-01 a device that interrupts cannot start without a line")
  func needsALine() throws {
    let rig = Rig()
    let added = try rig.firmware.add(Probe("device", rig.log, .init()), named: "device")
    do throws(FirmwareError) {
      _ = try added.start()
      Issue.record("the device started without a line")
    } catch {
      #expect(error == .missingLine(device: "device"))
    }
  }

  /// A device that holds its pin until its cause is cleared.
  struct Holder: InterruptDriven {
    struct LineState {
      let cause: RegisterID
      let dismisses: Bool
      var served = 0
    }

    var served = 0

    static func isAsserting(
      _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: borrowing LineState
    ) -> Bool {
      interrupt.read(line.cause) != 0
    }

    static func service(
      _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
    ) -> Service<Int> {
      if line.dismisses {
        let causes = interrupt.read(line.cause)
        // One cause at a time: the line stays asserted while there are more.
        interrupt.write(causes & ~(causes - 1), to: line.cause)
      }
      line.served += 1
      return .deferred(line.served)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Holder>
    ) {
      served += batch.count
    }
  }

  private func holder(
    dismisses: Bool, limits: Limits = Limits()
  ) throws -> (
    wiring: WiringOfOneButton, cause: RegisterID, device: StartedDevice<Holder>, log: Log
  ) {
    let wiring = try WiringOfOneButton(limits: limits)
    let cause = wiring.board.addRegister("cause", .writeOneToClear)
    try wiring.board.link(cause, to: wiring.pin, asserting: .low)
    let log = Log()
    wiring.firmware.onTrace = { log.trace.append($0) }
    let added = try wiring.firmware.add(Holder(), named: "holder")
    try added.registerDeferredCall()
    var options = ConnectOptions()
    options.trigger = .level
    try added.connect(
      to: wiring.source, level: 5, options,
      state: Holder.LineState(cause: cause, dismisses: dismisses)
    ).keep()
    return (wiring, cause, try added.start(), log)
  }

  @Test("S2-02 a dismissed level line is quiet after its service, and asks again while causes last")
  func dismissed() throws {
    let (wiring, cause, device, _) = try holder(dismisses: true)
    wiring.board.setBits(0b111, in: cause)
    wiring.firmware.run(until: wiring.firmware.now)
    // One edge on the pin, three causes, three services (row H01).
    #expect(device.inspect { $0.served } == 3)
    #expect(wiring.board.contents(of: cause) == 0)
    #expect(try wiring.board.voltage(of: wiring.pin) == .high)
  }

  @Test("S2-02 a level line that is never dismissed is masked, and its owner named")
  func neverDismissed() throws {
    var limits = Limits()
    limits.stormServices = 10
    let (wiring, cause, device, log) = try holder(dismisses: false, limits: limits)
    wiring.board.setBits(1, in: cause)
    wiring.firmware.run(until: wiring.firmware.now)
    #expect(device.inspect { $0.served } == 10)
    #expect(log.trace.contains { $0.kind == .fault(device: device.id, .stillAsserted) })
    let line = wiring.firmware.lines(of: device.id)[0]
    #expect(wiring.firmware.info(of: device.id, on: line)?.isMasked == true)
  }

  @Test("S2-04 a routine runs at its synchronize level; one below the line's is refused")
  func synchronizeLevel() throws {
    let rig = Rig()
    let firmware = rig.firmware
    var seen = Level.passive
    var behaviour = Probe.Behaviour()
    behaviour.inService = { interrupt in
      seen = firmware.level()
      #expect(interrupt.level == seen)
    }
    var options = ConnectOptions()
    options.synchronizeLevel = 7
    let (_, line) = try rig.probe("device", level: 5, options, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(seen.number == 7)
    options.synchronizeLevel = 4
    let five = try #require(Level.device(5))
    let four = try #require(Level.device(4))
    #expect(
      throws: FirmwareError.levelTooLow(device: "other", synchronize: four, line: five)
    ) {
      try rig.probe("other", level: 5, options)
    }
  }

  @Test("S2-05 a higher line interrupts a service routine at each safe point, and it goes on after")
  func interruptedByHigher() throws {
    for safePoint in 0..<3 {
      let rig = Rig()
      let firmware = rig.firmware
      let (_, high) = try rig.probe("high", level: 8)
      var behaviour = Probe.Behaviour()
      let log = rig.log
      behaviour.inService = { interrupt in
        for place in 0..<3 {
          if place == safePoint { firmware.raise(high) }
          _ = interrupt.acknowledge()
          log.note("place \(place)")
        }
      }
      let (_, low) = try rig.probe("low", level: 5, behaviour: behaviour)
      rig.firmware.raise(low)
      _ = rig.firmware.step()
      var expected = ["isr low", "place 0", "place 1", "place 2", "end low"]
      expected.insert(contentsOf: ["isr high", "end high"], at: 1 + safePoint)
      #expect(rig.log.words == expected)
      #expect(rig.firmware.counters(ofProcessor: 0).deepest == 2)
      #expect(rig.firmware.counters(ofProcessor: 0).nested == 1)
    }
  }

  @Test(
    "S2-06 equal and lower lines wait for the end of a routine; then by level, then deferred calls")
  func maskedMeanwhile() throws {
    let rig = Rig()
    let firmware = rig.firmware
    let (_, equal) = try rig.probe("equal", level: 5)
    let (_, lower) = try rig.probe("lower", level: 3)
    var behaviour = Probe.Behaviour()
    behaviour.inService = { interrupt in
      firmware.raise(lower)
      firmware.raise(equal)
      interrupt.spend(.microseconds(10))
    }
    let (_, line) = try rig.probe("running", level: 5, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(
      rig.log.words.filter { $0.hasPrefix("isr") || $0.hasPrefix("end") } == [
        "isr running", "end running", "isr equal", "end equal", "isr lower", "end lower",
      ])
    // Deferred calls in the order in which they were asked for, after every line.
    #expect(
      rig.log.words.filter { $0.hasPrefix("dpc") && !$0.hasPrefix("dpc end") } == [
        "dpc running [1]", "dpc equal [1]", "dpc lower [1]",
      ])
  }

  @Test("S2-09 a routine whose device did not interrupt leaves no trace in device or state")
  func notMine() throws {
    let rig = Rig()
    var behaviour = Probe.Behaviour()
    behaviour.answer = { _ in .notMine }
    let (device, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    _ = rig.board.takeAccesses()
    rig.firmware.raise(line)
    rig.firmware.settle()
    let writes = rig.board.takeAccesses().filter { access in
      switch access.call {
      case .writeRegister, .drive, .transmit: true
      default: false
      }
    }
    #expect(writes.isEmpty)
    #expect(rig.firmware.unclaimed(on: line) == 1)
    #expect(rig.firmware.deferredCounters(of: device.id).queued == 0)
    #expect(rig.firmware.serviceCounters(of: device.id, on: line).notMine == 1)
  }

  /// One of several on a line; only the one told so claims, and each look takes a microsecond.
  struct Member: InterruptDriven {
    struct LineState {
      let name: Int
      let owner: Int
      let log: Log
    }

    typealias Source = BareSource

    static func isAsserting(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: borrowing LineState
    ) -> Bool {
      interrupt.spend(.microseconds(1))
      line.log.note("asked \(line.name)")
      return line.name == line.owner
    }

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Int> {
      line.log.note("claimed \(line.name) at \(interrupt.now.nanoseconds / 1000)")
      return .claimed
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Member>
    ) {}
  }

  @Test("S2-10 S3-08 a chain is asked in order, and each look before the owner's costs its time")
  func chainOfEight() throws {
    let rig = Rig()
    var options = ConnectOptions()
    options.isShared = true
    options.trigger = .level
    var line = LineID(0)
    for number in 1...8 {
      let added = try rig.firmware.add(Member(), named: "member \(number)")
      try added.registerDeferredCall()
      line = try added.connect(
        to: .software("shared"), level: 5, options,
        state: Member.LineState(name: number, owner: 8, log: rig.log)
      ).keep()[0]
      _ = try added.start()
    }
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.words == (1...8).map { "asked \($0)" } + ["claimed 8 at 8"])
  }

  @Test("S2-11 the usual course of an interrupt, as its trace tells it")
  func happyPath() throws {
    let rig = Rig()
    let (device, line) = try rig.probe("device", level: 5)
    rig.firmware.drainTrace()
    rig.log.trace = []
    rig.firmware.raise(line)
    rig.firmware.settle()
    let level = try #require(Level.device(5))
    #expect(
      rig.log.trace.map(\.kind) == [
        .raised(line),
        .serviceBegan(line, device: device.id, level: level),
        .serviceEnded(line, device: device.id, .queued),
        .deferredBegan(device: device.id, call: 0),
        .deferredEnded(device: device.id, call: 0, items: 1, lost: 0),
      ])
  }

  @Test("S2-12 S3-07 the first thing an interrupt does to its device is to look")
  func looksFirst() throws {
    let (wiring, cause, _, _) = try holder(dismisses: true)
    wiring.board.setBits(1, in: cause)
    _ = wiring.board.takeAccesses()
    wiring.firmware.run(until: wiring.firmware.now)
    let first = wiring.board.takeAccesses().first { access in
      switch access.call {
      case .readRegister, .writeRegister: true
      default: false
      }
    }
    #expect(first?.call == .readRegister(cause, 1))
  }

  @Test("S2-14 S4-07 the deferred call sees the registers as they were at the interrupt")
  func registersOfTheInstant() throws {
    let rig = Rig()
    let data = rig.board.addRegister("data", .plain, initial: 1)
    let cause = rig.board.addRegister("cause", .writeOneToClear)
    let device = try rig.firmware.connect(
      `S1 registering and queueing the deferred call`.Latched(), named: "latched",
      to: .software("latched"), level: 5,
      state: .init(data: data, cause: cause))
    let line = rig.firmware.lines(of: device.id)[0]
    rig.firmware.raise(line)
    _ = rig.firmware.step()
    // The next interrupt overwrites the register before the deferred call has run.
    rig.board.setBits(2, in: data)
    rig.firmware.raise(line)
    _ = rig.firmware.step()
    rig.firmware.settle()
    #expect(device.inspect { $0.values } == [1, 3])
  }

  @Test("S2-16 overlapped operations: three finished ones end in order in one run")
  func threeInOneRun() throws {
    let rig = Rig()
    let (device, line) = try rig.probe("device", level: 5)
    for _ in 1...3 {
      rig.firmware.raise(line)
      _ = rig.firmware.step()
    }
    #expect(rig.firmware.step() == .ran(device.id, call: 0))
    #expect(device.inspect { $0.delivered } == [1, 2, 3])
  }

  @Test("S2-17 a full ring overwrites nothing: 8 are kept, and the next batch starts with lost(2)")
  func fullRing() throws {
    let rig = Rig { $0.snapshots = 8 }
    let (device, line) = try rig.probe("device", level: 5)
    for _ in 1...10 {
      rig.firmware.raise(line)
      _ = rig.firmware.step()
    }
    #expect(rig.firmware.step() == .ran(device.id, call: 0))
    #expect(device.inspect { $0.delivered } == Array(1...8))
    #expect(rig.firmware.step() == .ran(device.id, call: 0))
    #expect(device.inspect { $0.delivered } == Array(1...8) + [-2])
    #expect(rig.firmware.serviceCounters(of: device.id, on: line).lost == 2)
    #expect(rig.firmware.deferredCounters(of: device.id).lost == 2)
  }

  @Test("S2-17 by the other policy a full ring masks the line until the deferred call has run")
  func fullRingMasks() throws {
    let rig = Rig { $0.snapshots = 8 }
    var options = ConnectOptions()
    options.masksWhenFull = true
    let (device, line) = try rig.probe("device", level: 5, options)
    for _ in 1...12 {
      rig.firmware.raise(line)
      if rig.firmware.counters(of: line).claimed < 8 { _ = rig.firmware.step() }
    }
    #expect(rig.firmware.info(of: device.id, on: line)?.isMasked == true)
    rig.firmware.settle()
    #expect(rig.firmware.info(of: device.id, on: line)?.isMasked == false)
    // The eighth filled the ring; what came after it waited at the line, merged into one.
    #expect(device.inspect { $0.delivered } == Array(1...9))
    #expect(rig.firmware.serviceCounters(of: device.id, on: line).lost == 0)
  }

  @Test("S2-18 the deferred call runs once the processor falls below dispatch")
  func afterTheFall() throws {
    let rig = Rig()
    let (_, line) = try rig.probe("device", level: 5)
    rig.firmware.raised(to: .dispatch) {
      rig.firmware.raise(line)
      while rig.firmware.step() != .idle {}
      #expect(rig.log.words == ["isr device", "end device"])
    }
    #expect(rig.log.words.suffix(2) == ["dpc device [1]", "dpc end device"])
  }

  /// A device with a call of its own for each direction.
  struct Duplex: InterruptDriven {
    typealias Source = BareSource
    static let customCalls = 2
    let log: Log

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
    ) -> Service<Int> {
      .claimed(interrupt.subLine, defer: .customCall(interrupt.subLine + 1))
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Duplex>
    ) {
      var values: [Int] = []
      for index in 0..<batch.count { values.append(batch[index]) }
      log.note("call \(context.call) \(values)")
    }
  }

  @Test("S2-19 S4-10 custom deferred calls of one device merge separately")
  func customCalls() throws {
    let rig = Rig()
    let added = try rig.firmware.add(Duplex(log: rig.log), named: "uart")
    try added.registerDeferredCall()
    let lines = try added.connect(
      to: [.software("receive"), .software("transmit")], level: 5, state: NoLineState()
    ).keep()
    let device = try added.start()
    for line in [lines[0], lines[1], lines[0], lines[0]] {
      rig.firmware.raise(line)
      _ = rig.firmware.step()
    }
    rig.firmware.settle()
    #expect(rig.log.words == ["call 1 [0, 0, 0]", "call 2 [1]"])
    #expect(rig.firmware.deferredCounters(of: device.id, call: 1).merged == 2)
    #expect(rig.firmware.deferredCounters(of: device.id, call: 2).merged == 0)
  }

  @Test("S2-13 S2-17 a line masked for one deferred call is not unmasked by another")
  func maskOfAnotherCall() throws {
    let rig = Rig { $0.snapshots = 2 }
    let added = try rig.firmware.add(Duplex(log: rig.log), named: "uart")
    try added.registerDeferredCall()
    var options = ConnectOptions()
    options.masksWhenFull = true
    let lines = try added.connect(
      to: [.software("receive"), .software("transmit")], level: 5, options, state: NoLineState()
    ).keep()
    let device = try added.start()
    // The call of the second line waits in front of that of the first, whose ring is full.
    for line in [lines[1], lines[0], lines[0]] {
      rig.firmware.raise(line)
      _ = rig.firmware.step()
    }
    rig.firmware.raise(lines[0])
    #expect(rig.firmware.step() == .ran(device.id, call: 2))
    #expect(rig.firmware.info(of: device.id, on: lines[0])?.isMasked == true)
    rig.firmware.settle()
    #expect(rig.log.words == ["call 2 [1]", "call 1 [0, 0]", "call 1 [0]"])
    #expect(rig.firmware.serviceCounters(of: device.id, on: lines[0]).lost == 0)
  }

  @Test("S2-13 a masked source stays masked to the end of the deferred call")
  func maskedSource() throws {
    let rig = Rig()
    let firmware = rig.firmware
    let log = rig.log
    var behaviour = Probe.Behaviour()
    behaviour.answer = { .claimed($0, defer: .deferredCallMasking) }
    behaviour.inDeferred = { context in
      guard let line = firmware.lines(of: context.device).first else { return }
      if firmware.counters(of: line).claimed == 1 { firmware.raise(line) }
      context.spend(.microseconds(1))
      log.note("masked \(firmware.info(of: context.device, on: line)?.isMasked == true)")
    }
    let (_, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(
      rig.log.words == [
        "isr device", "end device", "dpc device [1]", "masked true", "dpc end device",
        "isr device", "end device", "dpc device [2]", "masked true", "dpc end device",
      ])
    #expect(!rig.log.trace.contains { $0.kind == .fault(device: DeviceID(0), .leakedMask) })
  }

  @Test("S2-13 a mask that is taken and let go of is given back and reported")
  func leakedMask() throws {
    let rig = Rig()
    var behaviour = Probe.Behaviour()
    behaviour.answer = { .claimed($0, defer: .deferredCallMasking) }
    behaviour.inDeferred = { context in
      let mask = context.takeMask()
      _ = consume mask
    }
    let (device, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.trace.contains { $0.kind == .fault(device: device.id, .leakedMask) })
    #expect(rig.firmware.info(of: device.id, on: line)?.isMasked == false)
  }

  @Test("S2-23 two lines with one lock run at the higher level of the two")
  func sharedLockLevel() throws {
    let rig = Rig()
    let firmware = rig.firmware
    var levels: [UInt8] = []
    var behaviour = Probe.Behaviour()
    behaviour.inService = { _ in levels.append(firmware.level().number) }
    var options = ConnectOptions()
    options.lock = InterruptLock()
    let (_, low) = try rig.probe("low", level: 4, options, behaviour: behaviour)
    let (_, high) = try rig.probe("high", level: 9, options, behaviour: behaviour)
    rig.firmware.raise(low)
    rig.firmware.raise(high)
    rig.firmware.settle()
    #expect(levels == [9, 9])
    #expect(options.lock?.ceiling.number == 9)
  }
}

/// Blame, false claims and routing: what the dispatcher adds to the bare rules.
@Suite struct `S2 who did it` {
  @Test("S2-20 claiming a line that nobody asserts counts as a false claim of its owner")
  func falseClaim() throws {
    struct Liar: InterruptDriven {
      static func service(
        _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout NoLineState
      ) -> Service<Int> { .claimed }

      mutating func deferred(
        _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Liar>
      ) {}
    }
    let wiring = try WiringOfOneButton()
    let added = try wiring.firmware.add(Liar(), named: "liar")
    try added.registerDeferredCall()
    var options = ConnectOptions()
    options.trigger = .level
    let line = try added.connect(to: wiring.source, level: 5, options).keep()[0]
    let device = try added.start()
    wiring.firmware.raise(line)
    wiring.firmware.settle()
    #expect(wiring.firmware.serviceCounters(of: device.id, on: line).falseClaims == 1)
    try wiring.board.press(wiring.pin)
    try wiring.board.release(wiring.pin, at: wiring.firmware.now)
    wiring.firmware.settle()
    #expect(wiring.firmware.serviceCounters(of: device.id, on: line).falseClaims == 1)
  }

  @Test("S2-22 the delay of a line is charged to those whose routines it waited for")
  func blame() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    let firmware = rig.firmware
    let (victim, low) = try rig.probe("victim", level: 3)
    var behaviour = Probe.Behaviour()
    behaviour.inService = { interrupt in
      firmware.raise(low)
      interrupt.spend(.microseconds(40))
    }
    let (culprit, high) = try rig.probe("culprit", level: 8, behaviour: behaviour)
    rig.firmware.raise(high)
    rig.firmware.settle()
    let blame = rig.firmware.blame(for: victim.id)
    #expect(blame.map(\.culprit) == [culprit.id])
    #expect(blame.map(\.time) == [.microseconds(40)])
  }

  @Test("S2-22 each pays for its own time: what interrupted it pays for itself")
  func blameOfNested() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    let firmware = rig.firmware
    let (victim, low) = try rig.probe("victim", level: 3)
    var behaviour = Probe.Behaviour()
    behaviour.inService = { $0.spend(.microseconds(10)) }
    let (inner, top) = try rig.probe("inner", level: 9, behaviour: behaviour)
    behaviour.inService = { interrupt in
      firmware.raise(low)
      firmware.raise(top)
      interrupt.spend(.microseconds(30))
    }
    let (outer, middle) = try rig.probe("outer", level: 6, behaviour: behaviour)
    rig.firmware.raise(middle)
    rig.firmware.settle()
    let blame = rig.firmware.blame(for: victim.id)
    #expect(blame.map(\.culprit) == [outer.id, inner.id])
    #expect(blame.map(\.time) == [.microseconds(30), .microseconds(10)])
  }

  /// Two units behind one line; the record of each goes to the device of that unit.
  struct Controller: InterruptDriven {
    struct LineState { let unit: RegisterID }
    typealias Source = BareSource
    static let customCalls = 2
    var targets: [DeviceID]

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<UInt32> {
      let unit = interrupt.read(line.unit)
      return .claimed(unit, defer: .customCall(Int(unit) + 1))
    }

    mutating func deferred(
      _ batch: borrowing Batch<UInt32>, _ context: borrowing DispatchContext<Controller>
    ) {
      for index in 0..<batch.count {
        _ = context.post(UInt8(batch[index]), to: targets[batch.call - 1])
      }
    }
  }

  /// The device of one unit.
  struct Unit: Device {
    enum Action: UInt8, DeviceCode { case zero, one }
    var records: [Action] = []

    mutating func perform(
      _ action: Action, text: EventText, _ context: borrowing DispatchContext<Unit>
    ) {
      records.append(action)
    }
  }

  @Test("S2-15 behind a shared controller each record lands with its own device")
  func controller() throws {
    let rig = Rig()
    var units: [StartedDevice<Unit>] = []
    for number in 0..<2 {
      let added = try rig.firmware.add(Unit(), named: "unit \(number)")
      try added.registerDeferredCall()
      units.append(try added.start())
    }
    let register = rig.board.addRegister("unit")
    let controller = try rig.firmware.connect(
      Controller(targets: units.map(\.id)), named: "controller", to: .software("controller"),
      level: 6, state: Controller.LineState(unit: register))
    let line = rig.firmware.lines(of: controller.id)[0]
    for unit: UInt32 in [0, 1, 1, 0, 1] {
      rig.board.writeRegister(register, unit)
      rig.firmware.raise(line)
      _ = rig.firmware.step()
    }
    rig.firmware.settle()
    #expect(units[0].inspect { $0.records } == [.zero, .zero])
    #expect(units[1].inspect { $0.records } == [.one, .one, .one])
  }
}
