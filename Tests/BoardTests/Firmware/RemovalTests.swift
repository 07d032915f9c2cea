import BoardHAL
import BoardHALLinux
import Firmware
import Testing

/// A chip that goes away under running firmware.
@Suite(.onVirtualBoard) struct RemovalTests {
  @Test(
    "H12 a chip that is removed leaves firmware running",
    arguments: [Probe.Moment.never, .service, .deferred])
  func removal(_ moment: Probe.Moment) throws {
    let chip = try SimulatedChip(4)
    let board = try LinuxBoard(chip.description)
    let firmware = Firmware(on: board)
    let output = try board.openOutput(
      chip.pin(1), active: .high, initial: .inactive, safe: .inactive)
    let probe = try firmware.connect(
      Probe(lines: 1), named: "probe", to: .edges(of: chip.pin(0)), level: 4,
      state: Probe.LineState(victim: chip, moment: moment))
    try chip.pull(0, high: true)
    let pause = firmware.run(until: board.now + .seconds(5)) {
      probe.inspect { $0.seen[0].count == 1 }
    }
    #expect(pause == .satisfied)
    if moment == .never { try chip.remove() }
    if moment == .deferred { #expect(probe.inspect { $0.valueAfterRemoval } == .some(.none)) }
    // Runs on, and sleeps: a descriptor that is hung up would end every wait at once.
    let before = try voluntarySwitches()
    #expect(firmware.run(until: board.now + .milliseconds(300)) == .deadline)
    #expect(try voluntarySwitches() - before < 50)
    #expect(probe.inspect { $0.seen[0].count } == 1)
    #expect(throws: BoardError.gone("GPIO1 (J1:2)")) { try board.drive(output, .active) }
    firmware.shutDown()
  }

  /// How often this process has gone to sleep.
  private func voluntarySwitches() throws -> Int {
    let status = try KernelFile.read("/proc/thread-self/status")
    let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches") }
    return Int(line?.split(separator: "\t").last ?? "") ?? 0
  }
}
