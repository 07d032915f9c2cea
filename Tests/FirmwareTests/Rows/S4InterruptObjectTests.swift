import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// EVT_WDF_INTERRUPT_ISR: the interrupt object and what its routine may count on.
@Suite struct `S4 the interrupt object` {
  @Test("S4-01 L70 the routine is told which of its lines asked; a plain line is number 0")
  func messageNumber() throws {
    let rig = Rig()
    var seen: [Int] = []
    var behaviour = Probe.Behaviour()
    behaviour.inService = { seen.append($0.subLine) }
    behaviour.answer = { _ in .claimed }
    let added = try rig.firmware.add(Probe("bank", rig.log, behaviour), named: "bank")
    try added.registerDeferredCall()
    let lines = try added.connect(
      to: (0..<5).map { .software("bank \($0)") }, level: 5,
      state: Probe.LineState(name: "bank", log: rig.log, behaviour: behaviour)
    ).keep()
    _ = try added.start()
    let (_, plain) = try rig.probe("plain", level: 5, behaviour: behaviour)
    for line in [lines[3], lines[0], lines[4], plain] { rig.firmware.raise(line) }
    rig.firmware.settle()
    #expect(seen == [3, 0, 4, 0])
  }

  @Test("S4-02 an interrupt counts as claimed if and only if the routine said that it served it")
  func claimedOrNot() throws {
    let rig = Rig()
    var behaviour = Probe.Behaviour()
    behaviour.answer = { $0.isMultiple(of: 3) ? .claimed : .notMine }
    let (device, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    for _ in 1...9 {
      rig.firmware.raise(line)
      rig.firmware.settle()
    }
    let counters = rig.firmware.serviceCounters(of: device.id, on: line)
    #expect(counters.claimed == 3)
    #expect(counters.notMine == 6)
    #expect(rig.firmware.unclaimed(on: line) == 6)
  }

  @Test("S4-03 L50 each bad configuration is refused by its own name")
  func badConfigurations() throws {
    let rig = Rig()
    #expect(throws: FirmwareError.levelOutOfRange(device: "a", level: 2)) {
      try rig.probe("a", level: 2)
    }
    #expect(throws: FirmwareError.levelOutOfRange(device: "b", level: 40)) {
      try rig.probe("b", level: 40)
    }
    _ = try rig.probe("c", level: 5)
    let again = try rig.firmware.add(Probe("d", rig.log, .init()), named: "d")
    #expect(throws: FirmwareError.notShareable(device: "d", line: "c")) {
      try again.connect(
        to: .software("c"), level: 5,
        state: Probe.LineState(name: "d", log: rig.log, behaviour: .init())
      ).keep()
    }
    #expect(throws: FirmwareError.wrongSource(device: "e", line: "uart0")) {
      try rig.firmware.connect(
        Button(), named: "e", to: .serialReceive(port: "uart0", SerialSettings()), level: 5,
        state: Button.LineState())
    }
  }

  @Test("S4-04 the routine of a shared line that says not mine lets the next one be asked")
  func nextIsAsked() throws {
    let rig = Rig()
    var options = ConnectOptions()
    options.isShared = true
    options.trigger = .level
    var line = LineID(0)
    for (name, isOwner) in [("first", false), ("second", true), ("third", true)] {
      var behaviour = Probe.Behaviour()
      behaviour.answer = { _ in isOwner ? .claimed : .notMine }
      let added = try rig.firmware.add(Probe(name, rig.log, behaviour), named: name)
      try added.registerDeferredCall()
      line = try added.connect(
        to: .software("shared"), level: 5, options,
        state: Probe.LineState(name: name, log: rig.log, behaviour: behaviour)
      ).keep()[0]
      _ = try added.start()
    }
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.words == ["isr first", "end first", "isr second", "end second"])
  }

  @Test("S4-05 on entry the processor is at the line's level and the line's lock is held")
  func levelAndLock() throws {
    let rig = Rig()
    let firmware = rig.firmware
    var options = ConnectOptions()
    let lock = InterruptLock()
    options.lock = lock
    var behaviour = Probe.Behaviour()
    behaviour.inService = { interrupt in
      #expect(firmware.level() == interrupt.level)
      #expect(lock.isHeld)
    }
    let (_, line) = try rig.probe("device", level: 9, options, behaviour: behaviour)
    #expect(!lock.isHeld)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(!lock.isHeld)
    #expect(rig.log.words.contains("end device"))
  }

  @Test("S4-08 two connections of one device have states of their own")
  func isolatedStates() throws {
    struct Twin: InterruptDriven {
      struct LineState { var count = 0 }
      typealias Source = BareSource
      var seen: [Int] = []

      static func service(
        _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
      ) -> Service<Int> {
        line.count += 1
        return .deferred(line.count)
      }

      mutating func deferred(
        _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Twin>
      ) {
        let count = context.withLine(batch.connection) { $0.count }.value ?? 0
        seen.append(batch.connection * 100 + count)
      }
    }
    let rig = Rig()
    let added = try rig.firmware.add(Twin(), named: "twin")
    try added.registerDeferredCall()
    let left = try added.connect(to: .software("left"), level: 5, state: Twin.LineState()).keep()
    let right = try added.connect(to: .software("right"), level: 5, state: Twin.LineState()).keep()
    let device = try added.start()
    for line in [left[0], right[0], right[0]] {
      rig.firmware.raise(line)
      rig.firmware.settle()
    }
    #expect(device.inspect { $0.seen } == [1, 101, 102])
  }

  @Test("S4-09 the interrupt's own deferred call handles it at a lower level")
  func atALowerLevel() throws {
    let rig = Rig()
    let firmware = rig.firmware
    var levels: [UInt8] = []
    var behaviour = Probe.Behaviour()
    behaviour.inService = { _ in levels.append(firmware.level().number) }
    behaviour.inDeferred = { _ in levels.append(firmware.level().number) }
    let (_, line) = try rig.probe("device", level: 8, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(levels == [8, Level.dispatch.number])
  }

  @Test(
    "S4-11 over many runs each snapshot is delivered exactly once, in order",
    arguments: 100..<110 as Range<UInt64>)
  func onceAndInOrder(seed: UInt64) throws {
    let rig = Rig()
    let (device, line) = try rig.probe("device", level: 5)
    var random = SplitMix64(seed: seed)
    var served = 0
    for _ in 0..<400 {
      for _ in 0..<random.next(below: 9) {
        rig.firmware.raise(line)
        if case .serviced = rig.firmware.step() { served += 1 }
      }
      rig.firmware.settle()
    }
    #expect(device.inspect { $0.delivered } == Array(1...served), "seed \(seed)")
  }

  @Test("S4-15 the device can be found from the interrupt")
  func deviceOfTheInterrupt() throws {
    let rig = Rig()
    let firmware = rig.firmware
    var owners: [DeviceID] = []
    var behaviour = Probe.Behaviour()
    behaviour.inService = { owners = firmware.owners(of: $0.line) }
    _ = try rig.probe("another", level: 4)
    let (device, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(owners == [device.id])
    #expect(firmware.name(of: owners[0]) == "device")
  }

  @Test("S4-16 what a connection is can be read, requested and effective")
  func info() throws {
    let rig = Rig(processors: 2)
    var options = ConnectOptions()
    options.affinity = .processor(1)
    let (device, line) = try rig.probe("device", level: 5, options)
    let info = try #require(rig.firmware.info(of: device.id, on: line))
    #expect(info.level.number == 5)
    #expect(info.affinity == .processor(1))
    #expect(info.trigger == .edge)
    #expect(!info.isShared && info.isEnabled && !info.isMasked)
    #expect(info.description == "device on device: level 5, edge-triggered, exclusive")
    rig.firmware.mask(line)
    #expect(rig.firmware.info(of: device.id, on: line)?.isMasked == true)
  }
}
