import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// Taking connections out, and what must not go with them.
@Suite struct Disconnecting {
  private let rig = Rig()

  private func shared(_ trigger: LineConfiguration.Trigger = .level) -> ConnectOptions {
    var options = ConnectOptions()
    options.sharing = trigger == .level ? .shared : .sharedEdge
    options.trigger = trigger
    return options
  }

  private func add(_ name: String, _ behaviour: Probe.Behaviour = .init()) throws -> AddedDevice<
    Probe
  > {
    let added = try rig.firmware.add(Probe(name, rig.log, behaviour), named: name)
    try added.registerDeferredCall()
    return added
  }

  private func state(_ name: String, _ behaviour: Probe.Behaviour = .init()) -> Probe.LineState {
    Probe.LineState(name: name, log: rig.log, behaviour: behaviour)
  }

  @Test func `a sharer that was never started is not asked when the only started one leaves`()
    throws
  {
    let first = try add("first")
    let leaving = try first.connect(
      to: .software("line"), level: 5, shared(), state: state("first"))
    _ = try first.start()
    let second = try add("second")
    let line = try second.connect(
      to: .software("line"), level: 5, shared(), state: state("second")
    ).keep()[0]
    leaving.disconnect()
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.take().isEmpty)
    #expect(rig.firmware.violations().isEmpty)
    _ = try second.start()
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.take().contains("isr second"))
  }

  @Test func `a sharer that is refused has raised no level; one that leaves lowers its own`()
    throws
  {
    let (_, line) = try rig.probe("low", level: 4, shared())
    // The second of its lines is somebody else's, so that the whole connection is refused.
    try rig.probe("taken", level: 4)
    let added = try add("high")
    #expect(throws: FirmwareError.notShareable(device: "high", line: "taken")) {
      try added.connect(
        to: [.software("low"), .software("taken")], level: 9, shared(), state: state("high")
      ).keep()
    }
    #expect(rig.firmware.level(of: line).number == 4)
    let connection = try added.connect(
      to: .software("low"), level: 9, shared(), state: state("high"))
    #expect(rig.firmware.level(of: line).number == 9)
    connection.disconnect()
    #expect(rig.firmware.level(of: line).number == 4)
  }

  @Test func `L03 a lock whose line rises takes its other lines along`() throws {
    var withLock = shared()
    let lock = InterruptLock()
    withLock.lock = lock
    let (_, line) = try rig.probe("line", level: 4, withLock)
    var other = ConnectOptions()
    other.lock = lock
    let (_, far) = try rig.probe("far", level: 5, other)
    #expect(lock.ceiling.number == 5)
    #expect(rig.firmware.level(of: line).number == 5)
    // Shares the line, not the lock; at 9 it would interrupt who holds the lock at 5.
    let added = try add("high")
    let connection = try added.connect(
      to: .software("line"), level: 9, shared(), state: state("high"))
    #expect([line, far].map { rig.firmware.level(of: $0).number } == [9, 9])
    #expect(lock.ceiling.number == 9)
    connection.disconnect()
    #expect([line, far].map { rig.firmware.level(of: $0).number } == [5, 5])
  }

  @Test func `a line that waits keeps its place when its level is set to what it was`() throws {
    let level = try #require(Level.device(5))
    var controller = InterruptController(lines: 2)
    var lines: [LineID] = []
    for _ in 0..<2 {
      if let line = controller.open(LineConfiguration(level: level)) { lines.append(line) }
    }
    try #require(lines.count == 2)
    for line in lines {
      controller.enable(line)
      _ = controller.raise(line)
    }
    controller.setLevel(level, of: lines[0])
    let claimed = controller.claim(on: 0, above: .passive)?.line
    #expect(claimed == lines[0])
  }

  @Test
  func `what was saved without a deferred call is delivered before the device loses its ring`()
    throws
  {
    var behaviour = Probe.Behaviour()
    behaviour.answer = { .claimed($0, defer: .nothing) }
    let added = try add("quiet", behaviour)
    let connection = try added.connect(
      to: .software("line"), level: 5, state: state("quiet", behaviour))
    let device = try added.start()
    for _ in 1...3 {
      rig.firmware.raise(connection.lines[0])
      rig.firmware.settle()
    }
    #expect(device.inspect { $0.delivered.isEmpty })
    connection.disconnect()
    #expect(device.inspect { $0.delivered } == [1, 2, 3])
    #expect(rig.firmware.violations().isEmpty)
  }

  @Test func `of several lines connected as one none is heard after the first is taken off`() throws
  {
    let added = try add("pair")
    let connection = try added.connect(
      to: [.software("left"), .software("right")], level: 5, state: state("pair"))
    let device = try added.start()
    for line in connection.lines { rig.firmware.raise(line) }
    while case .serviced = rig.firmware.step() {}
    connection.disconnect()
    #expect(device.inspect { $0.delivered } == [1, 2])
    #expect(rig.firmware.lines.isEmpty)
    #expect(rig.firmware.violations().isEmpty)
  }

  @Test func `a line that is closed while inactive is opened anew as if it had never been`() throws
  {
    let chips = TwoChips()
    let board = chips.board()
    let firmware = Firmware(on: board)
    let source = LineSource.edges(of: chips.pin("soc", 0), pull: .down)
    let first = try firmware.add(EdgeKeeper(), named: "first")
    let connection = try first.connect(to: source, level: 5, state: .init())
    connection.setActive(false)
    connection.disconnect()
    let second = try firmware.add(EdgeKeeper(), named: "second")
    try second.registerDeferredCall()
    try second.connect(to: source, level: 5, state: .init()).keep()
    try board.drive(chips.pin("soc", 0), "-_", each: .milliseconds(1))
    firmware.run(until: .start + .milliseconds(5))
    let device = try second.start()
    firmware.settle()
    #expect(device.inspect { $0.edges.count } == 2)
  }

  @Test("L74 a line that is opened anew has its new level and trigger, and nothing of what waited")
  func openedAnew() throws {
    let rig = Rig { $0.lines = 1 }
    func connect(_ name: String, level: Int, _ options: ConnectOptions) throws -> Connection {
      let added = try rig.firmware.add(Probe(name, rig.log, .init()), named: name)
      try added.registerDeferredCall()
      let connection = try added.connect(
        to: .software(name), level: level, options,
        state: Probe.LineState(name: name, log: rig.log, behaviour: .init()))
      _ = try added.start()
      return connection
    }
    let first = try connect("first", level: 5, shared(.level))
    let line = first.lines[0]
    rig.firmware.mask(line)
    #expect(rig.firmware.raise(line) == .pending)
    first.disconnect()
    let second = try connect("second", level: 9, ConnectOptions())
    #expect(second.lines == [line])
    #expect(rig.firmware.info(of: rig.firmware.devices[1], on: line)?.trigger == .edge)
    #expect(rig.firmware.level(of: line).number == 9)
    rig.firmware.settle()
    #expect(rig.log.words.isEmpty, "stale")
    #expect(rig.firmware.raise(line) == .pending)
    rig.firmware.settle()
    #expect(rig.log.words.contains("isr second"))
    second.disconnect()
  }

  @Test func `a level line that is asserted when its gate opens asks at once`() throws {
    let chips = TwoChips()
    let board = chips.board()
    let firmware = Firmware(on: board)
    let pin = chips.pin("soc", 0)
    try board.drive(pin, to: .high)
    var options = ConnectOptions()
    options.trigger = .level
    let added = try firmware.add(EdgeKeeper(), named: "level")
    try added.registerDeferredCall()
    // No edge will ever tell: the device asserts the line since before it was opened.
    let connection = try added.connect(
      to: .edges(of: pin, pull: .down), level: 5, options, state: .init())
    try board.drive(pin, to: .low, at: .start + .milliseconds(1))
    let device = try added.start()
    #expect(firmware.step() == .serviced(connection.lines[0]))
    firmware.run(until: .start + .milliseconds(2))
    // Inactive while it rises again: the gate that opens then finds it so, too.
    connection.setActive(false)
    try board.drive(pin, to: .high)
    firmware.settle()
    let served = device.inspectLine { $0.served }
    connection.setActive(true)
    #expect(firmware.step() == .serviced(connection.lines[0]))
    #expect(device.inspectLine { $0.served } == served + 1)
    connection.disconnect()
  }

  @Test func `S2-13 the end of a deferred call does not undo a mask of the application`() throws {
    var behaviour = Probe.Behaviour()
    behaviour.answer = { .claimed($0, defer: .deferredCallMasking) }
    let (device, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    rig.firmware.raise(line)
    _ = rig.firmware.step()
    rig.firmware.mask(line)
    rig.firmware.settle()
    #expect(device.inspect { $0.delivered } == [1])
    #expect(rig.firmware.info(of: device.id, on: line)?.isMasked == true)
    #expect(rig.firmware.violations().isEmpty)
    rig.firmware.unmask(line)
    #expect(rig.firmware.info(of: device.id, on: line)?.isMasked == false)
  }

  @Test func `a device that outlives its connection is told so when it asks for the line`() throws {
    let chips = TwoChips()
    let firmware = Firmware(on: chips.board())
    let added = try firmware.add(EdgeKeeper(), named: "keeper")
    try added.registerDeferredCall()
    let connection = try added.connect(
      to: .edges(of: chips.pin("soc", 0)), level: 5, state: .init())
    let device = try added.start()
    device.post(.enter)
    firmware.settle()
    connection.disconnect()
    for action in [EdgeKeeper.Action.enter, .look, .deactivate] {
      device.post(action)
      firmware.settle()
    }
    #expect(device.inspect { $0.entered } == [0, nil])
    #expect(device.inspect { $0.looks } == [nil])
  }
}
