import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// How a device comes to its lines: polled where a chip has no interrupts, by name, as active as it
/// wants to be.
@Suite struct `L0 connecting` {
  private let chips = TwoChips()

  private func keeper(
    on firmware: Firmware, _ pin: Pin, _ options: ConnectOptions = ConnectOptions(),
    level: Int = 5, edges: EdgeSelection = .both
  ) throws -> (device: StartedDevice<EdgeKeeper>, line: LineID, mode: ConnectionMode) {
    let added = try firmware.add(EdgeKeeper(), named: "keeper")
    try added.registerDeferredCall()
    let connection = try added.connect(
      to: .edges(of: pin, edges, pull: .down), level: level, options, state: .init())
    let mode = connection.modes[0]
    let line = connection.keep()[0]
    return (try added.start(), line, mode)
  }

  // MARK: L01

  @Test("L01 a line whose chip has no interrupts is polled, and the connection says so")
  func polled() throws {
    let board = chips.board(withoutInterrupts: ["expander"])
    let firmware = Firmware(on: board)
    let pin = chips.pin("expander", 1)
    let (device, line, mode) = try keeper(on: firmware, pin)
    #expect(mode == .polled(every: .milliseconds(10)))
    #expect(firmware.info(of: device.id, on: line)?.mode == mode)
    let usual = try keeper(on: firmware, chips.pin("soc", 0))
    #expect(usual.mode == .events)
    try board.drive(pin, "___-----____-_____", each: .milliseconds(5))
    firmware.run(until: .start + .milliseconds(100))
    let edges = device.inspect { $0.edges }
    // Up at 15 ms, seen by the look at 20; down at 40, seen there; at 60 up for 5 ms, seen at both
    // ends.
    #expect(edges.map(\.edge) == [.rising, .falling, .rising, .falling])
    #expect(edges.map { ($0.time - .start).count / 1_000_000 } == [20, 40, 60, 70])
    #expect(edges.map(\.sequence) == [1, 2, 3, 4])
  }

  @Test("L01 a polled line takes the selected edges only, and a level asks as long as it lasts")
  func polledSelection() throws {
    let board = chips.board(withoutInterrupts: ["expander"])
    let firmware = Firmware(on: board)
    let rising = try keeper(on: firmware, chips.pin("expander", 0), edges: .rising)
    var options = ConnectOptions()
    options.trigger = .level
    options.polling = .milliseconds(1)
    let level = try keeper(on: firmware, chips.pin("expander", 1), options)
    #expect(level.mode == .polled(every: .milliseconds(1)))
    for pin in [chips.pin("expander", 0), chips.pin("expander", 1)] {
      try board.drive(pin, "__--__", each: .milliseconds(20))
    }
    firmware.run(until: .start + .milliseconds(39))
    #expect(firmware.serviceCounters(of: level.device.id, on: level.line).claimed == 0)
    firmware.run(until: .start + .milliseconds(200))
    #expect(rising.device.inspect { $0.edges.map(\.edge) } == [.rising])
    #expect(firmware.serviceCounters(of: level.device.id, on: level.line).claimed > 0)
    #expect(!firmware.violations().contains { $0.invariant == 6 })
  }

  @Test("L01 who does not want to be polled is refused, with the remedy")
  func notPolled() throws {
    let firmware = Firmware(on: chips.board(withoutInterrupts: ["expander"]))
    let pin = chips.pin("expander", 0)
    var options = ConnectOptions()
    options.polling = nil
    let error = #expect(throws: FirmwareError.self) {
      _ = try keeper(on: firmware, pin, options)
    }
    #expect(error == .board(.noInterrupts(pin.description)))
    #expect(error?.description.contains("ConnectOptions.polling") == true)
  }

  @Test("L01 a poll that finds the latch full is told of by the next record")
  func polledLoss() throws {
    let board = chips.board(withoutInterrupts: ["expander"])
    var limits = Limits()
    limits.latch = 1
    let firmware = Firmware(on: board, limits: limits)
    let pin = chips.pin("expander", 0)
    let (device, line, _) = try keeper(on: firmware, pin)
    firmware.mask(line)
    try board.drive(pin, "-_-_-_", each: .milliseconds(10), at: .start + .milliseconds(5))
    firmware.run(until: .start + .milliseconds(45))
    firmware.unmask(line)
    firmware.run(until: .start + .milliseconds(100))
    let edges = device.inspect { $0.edges }
    #expect(edges.map(\.sequence) == [1, 5, 6])
    #expect(edges.map(\.lost) == [0, 3, 0])
  }

  // MARK: L06

  @Test("L06 a deferred call makes its line inactive; what comes is counted, and not delivered")
  func softInactive() throws {
    let board = chips.board()
    let firmware = Firmware(on: board)
    let pin = chips.pin("soc", 0)
    let (device, line, _) = try keeper(on: firmware, pin)
    for _ in 1...2 { device.post(.deactivate) }
    firmware.settle()
    try board.drive(pin, "-_-_", each: .milliseconds(1))
    firmware.run(until: .start + .milliseconds(10))
    #expect(device.inspect { $0.edges.isEmpty })
    #expect(firmware.counters(of: line).ignored == 4)
    for _ in 1...2 { device.post(.activate) }
    firmware.settle()
    try board.drive(pin, "-_", each: .milliseconds(1))
    firmware.run(until: .start + .milliseconds(20))
    #expect(device.inspect { $0.edges.count } == 2)
    #expect(firmware.counters(of: line).ignored == 4)
  }

  @Test("L06 the application does the same through the connection, also before the start")
  func softInactiveOutside() throws {
    let board = chips.board()
    let firmware = Firmware(on: board)
    let pin = chips.pin("soc", 0)
    let added = try firmware.add(EdgeKeeper(), named: "keeper")
    try added.registerDeferredCall()
    let connection = try added.connect(
      to: .edges(of: pin, pull: .down), level: 5, state: .init())
    connection.setActive(true)
    try board.drive(pin, "-_", each: .milliseconds(1))
    firmware.run(until: .start + .milliseconds(5))
    let device = try added.start()
    firmware.settle()
    #expect(device.inspect { $0.edges.count } == 2, "held until the start, not opened by the way")
    connection.setActive(false)
    connection.setActive(false)
    try board.drive(pin, "-_", each: .milliseconds(1))
    firmware.run(until: .start + .milliseconds(10))
    connection.setActive(true)
    firmware.settle()
    #expect(device.inspect { $0.edges.count } == 2)
    #expect(firmware.counters(of: connection.lines[0]).ignored == 2)
    connection.disconnect()
  }

  @Test("L06 a sharer that goes inactive does not silence the others")
  func softInactiveSharer() throws {
    let rig = Rig()
    var options = ConnectOptions()
    options.sharing = .shared
    options.trigger = .level
    var line = LineID(0)
    let left = try rig.firmware.add(Probe("left", rig.log, .init()), named: "left")
    try left.registerDeferredCall()
    let connection = try left.connect(
      to: .software("shared"), level: 5, options,
      state: Probe.LineState(name: "left", log: rig.log, behaviour: .init()))
    _ = try left.start()
    let right = try rig.firmware.add(Probe("right", rig.log, .init()), named: "right")
    try right.registerDeferredCall()
    line = try right.connect(
      to: .software("shared"), level: 5, options,
      state: Probe.LineState(name: "right", log: rig.log, behaviour: .init())
    ).keep()[0]
    _ = try right.start()
    connection.setActive(false)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.take().filter { $0.hasPrefix("isr") } == ["isr right"])
    connection.setActive(true)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.take().filter { $0.hasPrefix("isr") } == ["isr left"])
    connection.disconnect()
  }

  @Test("L71 what asked before the mask is served after it, and asking twice is once")
  func maskedKeepsPending() throws {
    let rig = Rig()
    let (device, line) = try rig.probe("device", level: 5)
    rig.firmware.raise(line)
    rig.firmware.mask(line)
    rig.firmware.settle()
    #expect(device.inspect { $0.delivered.isEmpty })
    #expect(rig.firmware.raise(line) == .merged)
    rig.firmware.unmask(line)
    rig.firmware.settle()
    #expect(device.inspect { $0.delivered } == [1])
  }

  // MARK: L09

  @Test("L09 after a restart with the chips in another order the same lines are found by label")
  func renumbered() throws {
    for order in [["soc", "expander"], ["expander", "soc"]] {
      let chips = TwoChips(chips: order)
      let board = chips.board()
      let firmware = Firmware(on: board)
      let pin = chips.pin("soc", 1)
      let (device, line, _) = try keeper(on: firmware, pin)
      try board.drive(pin, "-_", each: .milliseconds(1))
      try board.drive(chips.pin("expander", 1), "-_-_", each: .milliseconds(1))
      firmware.run(until: .start + .milliseconds(10))
      #expect(device.inspect { $0.edges.map(\.edge) } == [.rising, .falling], "\(order)")
      #expect(firmware.label(of: line) == pin.description)
    }
  }

  @Test("L09 a start with fewer lines than before works with those that are there")
  func fewerLines() throws {
    for present in [["soc", "expander"], ["soc"]] {
      let chips = TwoChips(chips: present)
      let firmware = Firmware(on: chips.board())
      let wanted = [chips.pin("soc", 0), chips.pin("expander", 0)]
      var found: [Pin] = []
      for pin in wanted {
        do throws(FirmwareError) {
          let added = try firmware.add(EdgeKeeper(), named: "keeper \(pin)")
          try added.registerDeferredCall()
          try added.connect(to: .edges(of: pin, pull: .down), level: 5, state: .init()).keep()
          _ = try added.start()
          found.append(pin)
        } catch {
          #expect(error == .board(.noSuchPin(pin)))
        }
      }
      #expect(found.map(\.chip) == present)
    }
  }
}
