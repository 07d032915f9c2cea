import BoardHAL
import BoardHALLinux
import Firmware
import Glibc
import Testing

/// Square waves on eight lines at once, against running firmware.
@Suite(.onVirtualBoard) struct SquareWaveTests {
  @Test("H04 H10 every edge of eight square waves reaches its deferred call, or is counted")
  func squareWaves() throws {
    let length = getenv("BOARD_WAVE_SECONDS").flatMap { Int64(String(cString: $0)) } ?? 3
    let chip = try SimulatedChip(8)
    let board = try LinuxBoard(chip.description)
    var limits = Limits()
    limits.snapshots = 1_024
    let firmware = Firmware(on: board, limits: limits)
    let added = try firmware.add(Probe(lines: 8), named: "probe")
    try added.registerDeferredCall()
    var options = ConnectOptions()
    options.masksWhenFull = true
    // A ring that is full pushes back, so that the kernel counts what is too much.
    try added.connect(
      to: (0..<8).map { .edges(of: chip.pin($0)) }, level: 4,
      options, state: Probe.LineState()
    ).keep()
    let probe = try added.start()

    let generator = try WaveGenerator(chip, halfPeriod: .milliseconds(4), length: .seconds(length))
    while !generator.hasEnded { firmware.run(until: board.now + .milliseconds(100)) }
    let edges = generator.join()
    try InterruptThreads.settle()
    // Everything is read before the last edges are made: what was merged is told with a report
    // that comes after a full reading.
    var count = -1
    while count != probe.inspect({ $0.seen.joined().count }) {
      count = probe.inspect { $0.seen.joined().count }
      firmware.run(until: board.now + .milliseconds(500))
    }
    // Merged edges are told with the next report, one of each line is enough for all.
    for line in 0..<8 { try chip.pull(line, high: true) }
    try InterruptThreads.settle()
    firmware.run(until: board.now + .milliseconds(500))

    let seen = probe.inspect { $0.seen }
    let refused = probe.inspect { $0.refused }
    for (number, records) in seen.enumerated() {
      #expect(records.last?.value == .active, "line \(number)")
      let times = records.filter { !$0.loss.contains(.resync) }.map(\.time)
      #expect(times == times.sorted(), "line \(number)")
      for (last, record) in zip(records, records.dropFirst()) {
        let step = record.sequence &- last.sequence
        if record.loss.contains(.resync) {
          #expect(step <= 1, "line \(number)")
        } else if refused == 0 {
          #expect(step == record.lost + 1, "line \(number)")
        } else {
          #expect(step > record.lost, "line \(number)")
        }
      }
    }
    let tallies = (0..<8).map { board.edgeTally(of: LineID($0)) }
    let delivered = tallies.reduce(0) { $0 + $1.delivered }
    let lost = tallies.reduce(0) { $0 + $1.overflowed }
    let merged = tallies.reduce(0) { $0 + $1.merged }
    #expect(UInt64(seen.joined().count + refused) == delivered)
    if board.capabilities.hasSequenceNumbers {
      let resynced = tallies.reduce(0) { $0 + $1.resynced }
      #expect(delivered - resynced + lost + merged == tallies[0].numbered)
    }
    print(
      "\(length) s of square waves: \(edges) edges made, \(delivered) delivered, \(lost) lost,"
        + " \(merged) merged, \(tallies[0].numbered) numbered, \(refused) refused by the ring")
    firmware.shutDown()
  }
}
