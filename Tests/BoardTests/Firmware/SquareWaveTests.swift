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
    let firmware = Firmware(on: board)
    let added = try firmware.add(Probe(lines: 8), named: "probe")
    try added.registerDeferredCall()
    try added.connect(
      to: (0..<8).map { .edges(of: chip.pin($0)) }, level: 4, state: Probe.LineState()
    ).keep()
    let probe = try added.start()

    let generator = try WaveGenerator(chip, halfPeriod: .milliseconds(1), length: .seconds(length))
    while !generator.hasEnded { firmware.run(until: board.now + .milliseconds(100)) }
    let edges = generator.join()
    try InterruptThreads.settle()
    // Merged edges are told with the next report, one of each line is enough for all.
    for line in 0..<8 { try chip.pull(line, high: true) }
    try InterruptThreads.settle()
    firmware.run(until: board.now + .milliseconds(200))

    let seen = probe.inspect { $0.seen }
    var delivered = 0
    var lost: UInt64 = 0
    var merged: UInt64 = 0
    for (number, records) in seen.enumerated() {
      #expect(!records.isEmpty)
      delivered += records.count
      var last: EdgeRecord?
      for record in records {
        lost += UInt64(record.lost)
        merged += UInt64(record.merged)
        if let last {
          #expect(record.time >= last.time, "line \(number)")
          let step: UInt32 = record.loss.contains(.resync) ? 0 : record.lost + 1
          #expect(record.sequence == last.sequence &+ step, "line \(number)")
        }
        last = record
      }
      #expect(last?.value == .active, "line \(number)")
    }
    #expect(probe.inspect { $0.refused } == 0)
    let tallies = (0..<8).map { board.edgeTally(of: LineID($0)) }
    #expect(tallies.reduce(0) { $0 + Int($1.delivered) } == delivered)
    if board.capabilities.hasSequenceNumbers {
      let resynced = tallies.reduce(0) { $0 + $1.resynced }
      #expect(UInt64(delivered) - resynced + lost + merged == tallies[0].numbered)
    }
    print(
      "\(length) s of square waves: \(edges) edges made, \(delivered) delivered, \(lost) lost,"
        + " \(merged) merged, \(tallies[0].numbered) numbered")
    firmware.shutDown()
  }
}
