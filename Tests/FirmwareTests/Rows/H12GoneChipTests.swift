import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// A chip that is unplugged: told once, and not touched again, whatever the firmware is doing.
@Suite struct `H12 a chip that is gone` {
  private struct World {
    let chips = TwoChips()
    let board: MockBoard
    let firmware: Firmware
    let pin: Pin
    let log = Log()

    init() {
      board = chips.board()
      firmware = Firmware(on: board, timing: Timing(service: .microseconds(10), deferred: .zero))
      pin = chips.pin("expander", 0)
      let log = log
      firmware.onTrace = { log.trace.append($0) }
    }

    func keeper(
      _ trigger: LineConfiguration.Trigger = .edge, polled: Bool = false
    ) throws -> (device: StartedDevice<EdgeKeeper>, line: LineID) {
      var options = ConnectOptions()
      options.trigger = trigger
      let added = try firmware.add(EdgeKeeper(), named: "keeper")
      try added.registerDeferredCall()
      let line = try added.connect(
        to: .edges(of: pin, pull: .down), level: 5, options, state: .init()
      ).keep()[0]
      return (try added.start(), line)
    }

    /// What was asked of the hardware of the line since the last look, closing it apart.
    func accesses(of line: LineID) -> [MockAccess.Call] {
      board.takeAccesses().map(\.call).filter {
        switch $0 {
        case .takeRecord(line, _), .value(line, _), .transmit(line, _, _): true
        default: false
        }
      }
    }

    var faults: Int {
      log.trace.count { if case .fault(_, .gone) = $0.kind { true } else { false } }
    }
  }

  @Test(
    "H12 gone while idle: one fault, the line closed, no further access",
    arguments: [
      LineConfiguration.Trigger.edge, .level,
    ])
  func idle(trigger: LineConfiguration.Trigger) throws {
    let world = World()
    let (device, line) = try world.keeper(trigger)
    try world.board.drive(world.pin, "-_", each: .milliseconds(1))
    world.board.unplug(chip: "expander", at: .start + .milliseconds(5))
    world.firmware.run(until: .start + .milliseconds(10))
    #expect(world.faults == 1)
    #expect(world.firmware.info(of: device.id, on: line)?.isGone == true)
    #expect(
      world.board.takeAccesses().contains { if case .close(line) = $0.call { true } else { false } }
    )
    for _ in 1...3 {
      device.post(.look)
      device.post(.deactivate)
      device.post(.activate)
      world.firmware.run(until: world.firmware.now + .milliseconds(10))
    }
    #expect(device.inspect { $0.looks } == [nil, nil, nil])
    #expect(world.accesses(of: line).isEmpty)
    #expect(world.faults == 1)
    #expect(world.firmware.violations().isEmpty)
  }

  @Test("H12 gone in the service routine: what was taken is delivered, then silence")
  func inService() throws {
    let world = World()
    let (device, line) = try world.keeper()
    try world.board.drive(world.pin, "-", each: .milliseconds(1))
    // The service of the edge at 0 takes 10 microseconds; the chip goes in its middle.
    world.board.unplug(chip: "expander", at: .start + .microseconds(5))
    world.firmware.run(until: .start + .milliseconds(1))
    #expect(device.inspect { $0.edges.map(\.edge) } == [.rising])
    #expect(world.faults == 1)
    _ = world.board.takeAccesses()
    device.post(.look)
    world.firmware.run(until: .start + .milliseconds(2))
    #expect(world.accesses(of: line).isEmpty)
  }

  @Test("H12 gone in the service routine of a level line: it is not looked at again")
  func inLevelService() throws {
    let world = World()
    let (device, line) = try world.keeper(.level)
    try world.board.drive(world.pin, "-", each: .milliseconds(1))
    world.board.unplug(chip: "expander", at: .start + .microseconds(5))
    world.firmware.run(until: .start + .milliseconds(1))
    #expect(world.firmware.serviceCounters(of: device.id, on: line).claimed == 1)
    #expect(world.faults == 1)
    #expect(world.firmware.info(of: device.id, on: line)?.isMasked == false)
  }

  @Test("H12 gone in the deferred call: its look at the pin finds out, and is the last")
  func inDeferredCall() throws {
    let world = World()
    let (device, line) = try world.keeper()
    // Gone before the firmware has looked at anything: the deferred call is the first to.
    world.firmware.raised(to: .dispatch) {
      world.board.unplug(chip: "expander")
      device.post(.look)
    }
    #expect(device.inspect { $0.looks } == [nil])
    #expect(world.faults == 1)
    _ = world.board.takeAccesses()
    device.post(.look)
    world.firmware.run(until: .start + .milliseconds(1))
    #expect(device.inspect { $0.looks } == [nil, nil])
    #expect(world.accesses(of: line).isEmpty)
  }

  @Test("H12 gone before the gate opens: found by the sample, and started all the same")
  func beforeTheStart() throws {
    let world = World()
    let added = try world.firmware.add(EdgeKeeper(), named: "keeper")
    try added.registerDeferredCall()
    let connection = try added.connect(
      to: .edges(of: world.pin, pull: .down), level: 5, state: .init())
    world.board.unplug(chip: "expander")
    world.firmware.settle()
    let device = try added.start()
    world.firmware.settle()
    #expect(world.faults == 1)
    _ = world.board.takeAccesses()
    connection.disconnect()
    #expect(world.board.takeAccesses().isEmpty, "closed when it went; not a second time")
    device.post(.enter)
    world.firmware.settle()
    #expect(device.inspect { $0.entered } == [nil])
  }
}
