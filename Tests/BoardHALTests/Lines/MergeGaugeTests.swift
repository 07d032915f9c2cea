import BoardHAL
import Testing

@Suite struct MergeGaugeTests {
  private var gauge = MergeGauge()

  @Test mutating func `numbers without a gap have nothing merged`() {
    for number in 1...5 as ClosedRange<UInt32> { gauge.read(sequence: number, gapOnLine: 0) }
    #expect(gauge.takeUntold() == 0)
    #expect(gauge.numbered == 5)
  }

  @Test("H04 what the lines' own numbers do not explain has been merged")
  mutating func merged() {
    gauge.read(sequence: 1, gapOnLine: 0)
    gauge.read(sequence: 4, gapOnLine: 0)
    #expect(gauge.takeUntold() == 2)
    #expect(gauge.takeUntold() == 0)
    // Three of the five were given up by a full buffer, and have numbers of their line.
    gauge.read(sequence: 10, gapOnLine: 3)
    #expect(gauge.takeUntold() == 2)
    #expect(gauge.merged == 4)
  }

  @Test mutating func `lines that swap order are no loss`() {
    for number in [2, 1, 4, 3] as [UInt32] { gauge.read(sequence: number, gapOnLine: 0) }
    #expect(gauge.takeUntold() == 0)
  }

  @Test mutating func `what was counted too early is set off`() {
    gauge.read(sequence: 2, gapOnLine: 0)
    #expect(gauge.takeUntold() == 1)
    gauge.read(sequence: 1, gapOnLine: 0)
    gauge.read(sequence: 4, gapOnLine: 0)
    #expect(gauge.merged == 1)
    #expect(gauge.takeUntold() == 0)
  }

  @Test mutating func `the numbers wrap`() {
    for number in stride(from: UInt32(0), to: .max - 1_000_000_000, by: 1_000_000_000) {
      gauge.read(sequence: number &+ 1_000_000_000, gapOnLine: 999_999_999)
    }
    gauge.read(sequence: .max, gapOnLine: .max - 4_000_000_000 - 1)
    gauge.read(sequence: 1, gapOnLine: 0)
    #expect(gauge.merged == 1)
  }
}
