import BoardHAL
import Testing

@testable import board_cli

struct LatencyHistogramTests {
  /// Lengths of all sizes, from nanoseconds to hours, by a generator that a seed determines.
  private func lengths(_ count: Int, seed: UInt64) -> [Int64] {
    var random = seed
    return (0..<count).map { _ in
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(random >> 33) >> Int64(random >> 59)
    }
  }

  @Test(arguments: 1...10)
  func `a quantile is the exact one, or one 64th above it at most`(_ seed: UInt64) {
    let lengths = lengths(5_000, seed: seed)
    var histogram = LatencyHistogram()
    for length in lengths { histogram.record(Nanoseconds(length)) }
    let sorted = lengths.sorted()
    for millionths: UInt64 in [1, 10_000, 500_000, 900_000, 990_000, 999_000, 1_000_000] {
      let rank = max(1, (UInt64(sorted.count) * millionths + 999_999) / 1_000_000)
      let exact = sorted[Int(rank) - 1]
      let told = histogram.quantile(millionths: millionths).count
      #expect(told >= exact && told <= exact + exact / 64 + 1, "\(millionths) of \(seed)")
    }
    #expect(histogram.shortest.count == sorted.first)
    #expect(histogram.longest.count == sorted.last)
    #expect(histogram.mean.count == lengths.reduce(0, +) / Int64(lengths.count))
    #expect(histogram.filled.reduce(0) { $0 + $1.count } == UInt64(lengths.count))
  }

  @Test func `the shortest and the longest length there is are taken`() {
    var histogram = LatencyHistogram()
    histogram.record(.zero)
    histogram.record(Nanoseconds(.max))
    #expect(histogram.quantile(millionths: 500_000) == .zero)
    #expect(histogram.quantile(millionths: 1_000_000) == Nanoseconds(.max))
  }

  @Test func `an empty histogram has nothing to tell`() {
    let histogram = LatencyHistogram()
    #expect(histogram.quantile(millionths: 990_000) == .zero)
    #expect(histogram.mean == .zero)
    #expect(histogram.filled.isEmpty)
  }
}
