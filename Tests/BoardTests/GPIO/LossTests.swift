import BoardHAL
import BoardHALLinux
import Testing

/// What the kernel merges and gives up, and that all of it is counted.
@Suite(.onVirtualBoard) struct LossTests {
  private let chip: SimulatedChip
  private let board: LinuxBoard
  private let lines = (0..<8).map { LineID($0) }

  init() throws {
    chip = try SimulatedChip(8)
    var configuration = LinuxConfiguration()
    configuration.edgeCapacity = 16
    board = try LinuxBoard(chip.description, configuration: configuration)
    try board.open(lines.map { .edges(of: chip.pin($0.index)) }, as: lines)
  }

  @Test("H03 H04 of 5,000 unread edges, those delivered, lost and merged are what was numbered")
  func burst() throws {
    for count in 1...5_000 { try chip.pull(0, high: !count.isMultiple(of: 2)) }
    try InterruptThreads.settle()
    var records = try takeAll()
    // Merged edges are told with the next report.
    try chip.pull(0, high: true)
    try InterruptThreads.settle()
    records += try takeAll()

    #expect(records.last?.value == .active)
    let tally = board.edgeTally(of: lines[0])
    #expect(tally.delivered == UInt64(records.count))
    guard board.capabilities.hasSequenceNumbers else {
      // API 1 holds 16 and tells of no loss but by the level.
      #expect(records.count < 100)
      return
    }
    let lost = records.reduce(0) { $0 + UInt64($1.lost) }
    let merged = records.reduce(0) { $0 + UInt64($1.merged) }
    #expect(UInt64(records.count) + lost + merged == tally.numbered)
    #expect(tally.overflowed == lost)
    #expect(tally.merged == merged)
    #expect(lost > 0)
    // Nobody numbers an edge that did not happen.
    #expect(tally.numbered <= 5_001)
    print("5,000 unread edges: \(records.count) delivered, \(lost) lost, \(merged) merged")
  }

  @Test("H05 after a burst that ended high, firmware knows that the line is high")
  func lastLevel() throws {
    for count in 1...999 { try chip.pull(0, high: !count.isMultiple(of: 2)) }
    try InterruptThreads.settle()
    let records = try takeAll(until: .active)
    #expect(records.last?.value == .active)
    #expect(try board.value(of: lines[0]) == .active)
  }

  /// Takes what is there, and on until the level is `value` if one is given.
  private func takeAll(until value: LineValue? = nil) throws -> [EdgeRecord] {
    var records: [EdgeRecord] = []
    let deadline = board.now + .seconds(5)
    while true {
      while let line = board.takeReadyLine() {
        while case .edge(let edge) = board.takeRecord(from: line) { records.append(edge) }
      }
      if value == nil || records.last?.value == value || board.now >= deadline { return records }
      _ = board.wait(until: deadline)
    }
  }
}
