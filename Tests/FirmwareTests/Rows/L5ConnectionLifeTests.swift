import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// From start to stop: when a connection's line may ask, and what can be told of it.
@Suite struct `L5 the life of a connection` {
  /// Notes what is called, and whether its line may ask then; tries to interrupt each time.
  struct Living: InterruptDriven {
    struct LineState {
      let name: String
      let log: Log
    }

    typealias Source = BareSource

    let name: String
    let firmware: Firmware
    let log: Log

    private func note(_ what: String, of device: DeviceID) {
      let line = firmware.lines(of: device)[0]
      let gate = firmware.isEnabled(line) ? "open" : "closed"
      log.note("\(name) \(what) at \(firmware.level().number), line \(gate)")
    }

    mutating func started(_ context: borrowing DispatchContext<Living>) {
      note("started", of: context.device)
      firmware.raise(firmware.lines(of: context.device)[0])
    }

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Int> {
      line.log.note("\(line.name) service")
      return .deferred(1)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Living>
    ) {
      note("deferred", of: context.device)
    }

    mutating func stopped(_ context: borrowing DispatchContext<Living>) {
      note("stopped", of: context.device)
      firmware.raise(firmware.lines(of: context.device)[0])
    }
  }

  @Test("L51 a device starts before its line is opened, and stops after that has been closed")
  func order() throws {
    let rig = Rig()
    let firmware = rig.firmware
    var lines: [LineID] = []
    for name in ["first", "second"] {
      let device = try firmware.connect(
        Living(name: name, firmware: firmware, log: rig.log), named: name, to: .software(name),
        level: 5, state: Living.LineState(name: name, log: rig.log))
      lines.append(firmware.lines(of: device.id)[0])
      firmware.raise(lines[lines.count - 1])
      firmware.settle()
    }
    firmware.shutDown()
    firmware.settle()
    // The stop is the mirror of the start, also in the order of the devices.
    #expect(
      rig.log.words == [
        "first started at 2, line closed", "first service", "first deferred at 2, line open",
        "second started at 2, line closed", "second service", "second deferred at 2, line open",
        "second stopped at 2, line closed", "first stopped at 2, line closed",
      ])
    let gates = rig.log.trace.compactMap { event -> TraceEvent.Kind? in
      if case .gate = event.kind { event.kind } else { nil }
    }
    #expect(
      gates == [
        .gate(lines[0], .enabled), .gate(lines[1], .enabled), .gate(lines[1], .disabled),
        .gate(lines[0], .disabled),
      ])
  }

  @Test("L53 what asks before its device is started is told and counted, and never served")
  func beforeTheStart() throws {
    let rig = Rig()
    let added = try rig.firmware.add(Probe("device", rig.log, .init()), named: "device")
    try added.registerDeferredCall()
    let line = try added.connect(
      to: .software("device"), level: 5,
      state: Probe.LineState(name: "device", log: rig.log, behaviour: .init())
    ).keep()[0]
    #expect(rig.firmware.raise(line) == .ignored)
    rig.firmware.settle()
    let device = try added.start()
    rig.firmware.settle()
    #expect(rig.log.words.isEmpty)
    #expect(rig.log.trace.count { $0.kind == .ignored(line) } == 1)
    #expect(rig.firmware.counters(of: line).ignored == 1)
    #expect(rig.firmware.raise(line) == .pending)
    rig.firmware.settle()
    #expect(device.inspect { $0.delivered } == [1])
  }

  /// How a device that is not needed for a while rests.
  enum Rest: CaseIterable {
    /// Its line stays open, and what comes is forgotten.
    case inactive
    /// Its line is given back, and opened anew.
    case disconnected
  }

  @Test(
    "L55 a line rests inactive or disconnected, and either way resumes with what comes then",
    arguments: Rest.allCases)
  func resting(_ rest: Rest) throws {
    let chips = TwoChips()
    let board = chips.board()
    let firmware = Firmware(on: board)
    let pin = chips.pin("soc", 0)
    func keeper() throws -> Kept {
      let added = try firmware.add(EdgeKeeper(), named: "keeper")
      try added.registerDeferredCall()
      let connection = try added.connect(
        to: .edges(of: pin, pull: .down), level: 5, state: .init())
      return Kept(connection: connection, device: try added.start())
    }
    var kept = try keeper()
    switch rest {
    case .inactive:
      kept.connection.setActive(false)
      try board.drive(pin, "-_-", each: .milliseconds(1))
      firmware.run(until: .start + .milliseconds(5))
      kept.connection.setActive(true)
    case .disconnected:
      try kept.device.remove(kept.connection.disconnect())
      #expect(firmware.lines.isEmpty)
      try board.drive(pin, "-_-", each: .milliseconds(1))
      firmware.run(until: .start + .milliseconds(5))
      kept = try keeper()
    }
    let device = kept.device
    // It rose while the line rested: no edge, but the pin tells.
    device.post(.look)
    firmware.settle()
    #expect(device.inspect { $0.looks } == [.active])
    #expect(device.inspect { $0.edges.isEmpty })
    try board.drive(pin, "_-", each: .milliseconds(1))
    firmware.run(until: .start + .milliseconds(10))
    #expect(device.inspect { $0.edges.map(\.edge) } == [.falling, .rising])
    #expect(firmware.violations().isEmpty)
    kept.connection.disconnect()
  }

  @Test("L59 what a connection was asked to be, and is, can be read for as long as it is one")
  func info() throws {
    let rig = Rig(processors: 2)
    let firmware = rig.firmware
    var options = ConnectOptions()
    options.lock = InterruptLock()
    options.affinity = .processor(1)
    let added = try firmware.add(Probe("low", rig.log, .init()), named: "low")
    try added.registerDeferredCall()
    let low = added.id
    #expect(firmware.info(of: low, on: LineID(0)) == nil)
    let connection = try added.connect(
      to: .software("low"), level: 5, options,
      state: Probe.LineState(name: "low", log: rig.log, behaviour: .init()))
    let line = connection.lines[0]
    _ = try rig.probe("high", level: 9, options)
    let info = try #require(firmware.info(of: low, on: line))
    #expect(info.label == "low" && info.trigger == .edge && !info.isShared)
    #expect(info.affinity == .processor(1))
    // Its lock is that of a more urgent line as well.
    #expect(info.requestedLevel.number == 5 && info.level.number == 9)
    #expect(
      info.description
        == "low on low: level 9 (5 asked for), edge-triggered, exclusive, disabled")
    connection.disconnect()
    #expect(firmware.info(of: low, on: line) == nil)
  }

  @Test("L59 a passive connection is one of level passive")
  func passiveInfo() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "i2c-1")
    let (chip, line) = try rig.slowChip("chip", on: bus, transfer: .zero)
    let info = try #require(rig.firmware.info(of: chip.id, on: line))
    #expect(info.level == .passive && info.requestedLevel == .passive)
  }
}

/// A device and the connection that it can be taken off again.
private struct Kept: ~Copyable {
  let connection: Connection
  let device: StartedDevice<EdgeKeeper>
}
