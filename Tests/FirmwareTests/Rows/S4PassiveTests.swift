import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// Passive-level interrupts: served where one may wait (EVT_WDF_INTERRUPT_ISR, last part).
@Suite struct `S4 interrupts at passive level` {
  @Test("S4-12 a passive routine waits for its bus, others are served, its own line not again")
  func servesOthersMeanwhile() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    let (_, slow) = try rig.slowChip("chip", on: bus, transfer: .milliseconds(2))
    let (_, fast) = try rig.probe("fast", level: 5)
    rig.firmware.raise(slow)
    rig.firmware.run(until: .start + .milliseconds(1))
    rig.firmware.raise(fast)
    rig.firmware.raise(slow)
    rig.firmware.run(until: .start + .milliseconds(3))
    #expect(
      rig.log.take() == [
        "isr chip at 0, 1 inside",
        "isr fast", "end fast", "dpc fast [1]", "dpc end fast",
        "end chip", "dpc chip 1", "isr chip at 0, 1 inside",
      ])
    #expect(rig.firmware.run() == .quiet)
    #expect(rig.log.take() == ["end chip", "dpc chip 2"])
    #expect(rig.firmware.now == .start + .milliseconds(4))
  }

  @Test("S4-12 S4-14 what waits for an executor: service routines before work items")
  func servicesBeforeWork() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    let (device, port) = try rig.slowPort("port", on: bus, transfer: .milliseconds(1))
    let (_, chip) = try rig.slowChip("chip", on: bus, transfer: .milliseconds(1))
    rig.firmware.raise(port)
    rig.firmware.raise(chip)
    rig.firmware.run()
    #expect(
      rig.log.take() == [
        "isr port at 0, 1 inside", "end port", "isr chip at 0, 1 inside", "end chip", "dpc chip 1",
        "written 1",
      ])
    device.inspect { #expect($0.written == ["1"]) }
    #expect(rig.firmware.now == .start + .milliseconds(12))
  }

  @Test("S4-13 L63 what a passive routine saves reaches its work item whole, however often it ran")
  func savedForLater() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    let (device, line) = try rig.slowPort("port", on: bus, transfer: .microseconds(10))
    for _ in 1...3 {
      rig.firmware.raise(line)
      rig.firmware.run(until: rig.firmware.now + .microseconds(20))
    }
    rig.firmware.run()
    // The first run took what there was then; the second everything that came while it ran.
    device.inspect { #expect($0.written == ["1", "2 3"]) }
  }

  @Test("S4-13 S4-11 interrupts that come faster than the bus are each served once, in order")
  func eachServedOnce() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    let (device, line) = try rig.slowChip("chip", on: bus, transfer: .milliseconds(5))
    for _ in 1...10 {
      rig.firmware.raise(line)
      rig.firmware.run(until: rig.firmware.now + .milliseconds(1))
    }
    rig.firmware.run()
    let ended = rig.log.take().filter { $0.hasPrefix("dpc") }
    #expect(ended == (1...10).map { "dpc chip \($0)" })
    let counters = rig.firmware.serviceCounters(of: device.id, on: line)
    #expect(counters.claimed == 10)
    #expect(counters.served == 10)
  }

  @Test("S2-17 S4-13 what finds the ring full is counted and told to the next that is served")
  func lostBefore() throws {
    let rig = Rig { $0.snapshots = 2 }
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    let (device, line) = try rig.slowChip("chip", on: bus, transfer: .milliseconds(5))
    for _ in 1...6 {
      rig.firmware.raise(line)
      rig.firmware.run(until: rig.firmware.now + .microseconds(1))
    }
    rig.firmware.run()
    let counters = rig.firmware.serviceCounters(of: device.id, on: line)
    #expect(counters.served == 3)
    #expect(counters.lost == 3)
  }

  @Test("L82 a slow bus does not delay another bus")
  func busesAreIndependent() throws {
    let rig = Rig()
    let slowBus = try rig.firmware.addExecutor(named: "i2c-1")
    let fastBus = try rig.firmware.addExecutor(named: "spi-0")
    let (_, slow) = try rig.slowChip("slow", on: slowBus, transfer: .milliseconds(100))
    let (_, fast) = try rig.slowChip("fast", on: fastBus, transfer: .milliseconds(1))
    rig.firmware.raise(fast)
    rig.firmware.raise(slow)
    rig.firmware.run(until: .start + .milliseconds(2))
    #expect(
      rig.log.take() == [
        "isr slow at 0, 1 inside", "isr fast at 0, 1 inside", "end fast", "dpc fast 1",
      ])
  }

  @Test("L10c on one line, routines at device level are asked before passive ones")
  func deviceLevelFirst() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    var passive = PassiveOptions()
    passive.sharing = .sharedEdge
    let source = LineSource.software("shared")
    let (chip, line) = try rig.slowChip(
      "chip", on: bus, transfer: .milliseconds(1), passive, to: source)
    var device = ConnectOptions()
    device.sharing = .sharedEdge
    let probe = try rig.firmware.add(Probe("probe", rig.log, .init()), named: "probe")
    try probe.registerDeferredCall()
    try probe.connect(
      to: source, level: 4, device,
      state: Probe.LineState(name: "probe", log: rig.log, behaviour: .init())
    ).keep()
    let started = try probe.start()
    #expect(rig.firmware.owners(of: line) == [started.id, chip.id])
    rig.firmware.raise(line)
    rig.firmware.run(until: .start)
    #expect(rig.log.words.first == "isr probe")
    #expect(rig.log.words.contains("isr chip at 0, 1 inside"))
  }

  @Test("L10a an edge that passive devices share is captured once for each of them")
  func sharedEdgeCapturedOnce() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    var options = PassiveOptions()
    options.sharing = .sharedEdge
    var line = LineID(0)
    for name in ["left", "right"] {
      line = try rig.slowChip(
        name, on: bus, transfer: .zero, options, to: .software("shared")
      ).line
    }
    rig.firmware.raise(line)
    rig.firmware.run()
    #expect(rig.log.take().filter { $0.hasPrefix("end") } == ["end left", "end right"])
    #expect(rig.faults.isEmpty)
  }

  @Test("L33 who must not wait for the passive lock is told that it is taken, and uses a work item")
  func triesTheLock() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    let completion = try rig.firmware.addExecutor(named: "completion of the bus")
    let (chip, line) = try rig.slowChip("chip", on: bus, transfer: .milliseconds(2))
    // The page's deadlock: the routine holds the lock and waits for the bus; the bus calls its
    // completion, which wants the lock. It is told so, and comes back when the routine has ended.
    rig.firmware.raise(line)
    rig.firmware.spawn(on: completion) { [rig, chip] passive in
      try await passive.sleep(for: .milliseconds(1))
      let atOnce = chip.withLineIfAvailable(passive) { $0.served }
      rig.log.note("at once: \(atOnce.map(String.init) ?? "taken")")
      try await passive.sleep(for: .milliseconds(2))
      let later = chip.withLineIfAvailable(passive) { $0.served }
      rig.log.note("later: \(later.map(String.init) ?? "taken")")
    }
    rig.firmware.run()
    #expect(
      rig.log.words == [
        "isr chip at 0, 1 inside", "at once: taken", "end chip", "dpc chip 1", "later: 1",
      ])
  }

  @Test("L52 S4-12 disconnecting waits for the routine in its wait, and then nothing runs any more")
  func disconnects() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    let application = try rig.firmware.addExecutor(named: "application")
    let added = try rig.firmware.add(SlowChip(name: "chip", log: rig.log), named: "chip")
    try added.registerDeferredCall()
    var connection: PassiveConnection? = try added.connect(
      to: [.software("chip")], on: bus,
      state: SlowChip.LineState(name: "chip", log: rig.log, transfer: .milliseconds(3)))
    let line = connection?.lines.first
    _ = try added.start()
    rig.firmware.raise(try #require(line))
    rig.firmware.run(until: .start + .milliseconds(1))
    rig.firmware.spawn(on: application) { [rig] passive in
      _ = await connection.take()?.disconnect(passive)
      rig.log.note("quiet")
    }
    rig.firmware.run()
    #expect(rig.log.take() == ["isr chip at 0, 1 inside", "end chip", "dpc chip 1", "quiet"])
    #expect(rig.firmware.lines.isEmpty)
  }

  @Test("L52 a connection that is let go of in the middle of a wait is never heard of again")
  func letGo() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    let added = try rig.firmware.add(SlowChip(name: "chip", log: rig.log), named: "chip")
    try added.registerDeferredCall()
    var connection: PassiveConnection? = try added.connect(
      to: [.software("chip")], on: bus,
      state: SlowChip.LineState(name: "chip", log: rig.log, transfer: .milliseconds(3)))
    let line = try #require(connection?.lines.first)
    _ = try added.start()
    rig.firmware.raise(line)
    rig.firmware.run(until: .start + .milliseconds(1))
    connection = nil
    rig.firmware.run()
    #expect(rig.log.take() == ["isr chip at 0, 1 inside", "end chip"])
    #expect(rig.firmware.lines.isEmpty)
  }

  @Test("L72 a level-triggered line is masked until its passive routine has returned")
  func levelIsMaskedMeanwhile() throws {
    let wiring = try WiringOfOneButton()
    let (board, firmware) = (wiring.board, wiring.firmware)
    let bus = try firmware.addExecutor(named: "i2c-1")
    let log = Log()
    firmware.onTrace = { log.trace.append($0) }
    var options = PassiveOptions()
    options.trigger = .level
    let added = try firmware.add(SlowChip(name: "chip", log: log), named: "chip")
    try added.registerDeferredCall()
    let lines = try added.connect(
      to: [wiring.source], on: bus, options,
      state: SlowChip.LineState(name: "chip", log: log, transfer: .milliseconds(1))
    ).keep()
    _ = try added.start()
    // Asserted for two and a half transfers: served three times.
    try board.press(wiring.pin)
    try board.release(wiring.pin, at: .start + .microseconds(2500))
    firmware.run(until: .start + .milliseconds(10))
    #expect(log.words.filter { $0 == "end chip" }.count == 3)
    let gates = log.trace.compactMap { event -> TraceEvent.Gate? in
      if case .gate(lines[0], let gate) = event.kind { gate } else { nil }
    }
    #expect(
      gates == [.enabled] + [[.masked, .unmasked], [.masked, .unmasked]].flatMap { $0 }
        + [.masked, .unmasked])
  }
}
