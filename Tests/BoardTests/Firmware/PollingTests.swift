import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareLive
import Testing

/// Lines of a chip without interrupts, under firmware.
///
/// The simulator's chips have interrupts, so the board is told not to use them; what it does then
/// is what it does for a chip that has none.
@Suite(.onVirtualBoard) struct PollingTests {
  @Test(
    "L01 a chip without interrupts is polled at the period asked for, on either engine",
    arguments: [Guarantee.cooperative, .preemptive])
  func polled(_ guarantee: Guarantee) throws {
    let chip = try SimulatedChip(4)
    var configuration = LinuxConfiguration()
    configuration.chipsWithoutInterrupts = [chip.label]
    let engine = try LiveEngine(
      chip.description, configuration: configuration, guarantee: guarantee)
    let firmware = engine.makeFirmware()
    let added = try firmware.add(Probe(lines: 1), named: "probe")
    try added.registerDeferredCall()
    var options = ConnectOptions()
    options.polling = .milliseconds(2)
    let connection = try added.connect(
      to: [.edges(of: chip.pin(0))], level: 4, options, state: Probe.LineState())
    #expect(connection.modes == [.polled(every: .milliseconds(2))])
    _ = connection.keep()
    let probe = try added.start()
    for count in 1...6 {
      try chip.pull(0, high: !count.isMultiple(of: 2))
      let pause = try engine.run(firmware, until: firmware.now + .seconds(5)) {
        probe.inspect { $0.seen[0].count == count }
      }
      #expect(pause == .satisfied)
    }
    let seen = probe.inspect { $0.seen[0] }
    #expect(seen.map(\.edge) == [.rising, .falling, .rising, .falling, .rising, .falling])
    #expect(seen.map(\.sequence) == [1, 2, 3, 4, 5, 6])
    firmware.shutDown()
  }

  @Test("L01 H12 a polled chip that is removed is told once, and firmware runs on")
  func removed() throws {
    let chip = try SimulatedChip(4)
    var configuration = LinuxConfiguration()
    configuration.chipsWithoutInterrupts = [chip.label]
    let engine = try LiveEngine(chip.description, configuration: configuration)
    let firmware = engine.makeFirmware()
    var gone = 0
    firmware.onTrace = { event in
      if case .fault(_, .gone) = event.kind { gone += 1 }
    }
    try firmware.connect(
      Probe(lines: 1), named: "probe", to: .edges(of: chip.pin(0)), level: 4,
      state: Probe.LineState())
    try engine.start(firmware)
    try chip.remove()
    let pause = try engine.run(firmware, until: firmware.now + .seconds(5)) { gone > 0 }
    #expect(pause == .satisfied)
    try engine.run(firmware, until: firmware.now + .milliseconds(50))
    #expect(gone == 1)
    engine.stop(firmware)
    firmware.shutDown()
  }
}
