import BoardHAL

/// Counts lengths of time in buckets that grow with the length: a high dynamic range histogram.
///
/// Below 128 ns each nanosecond has a bucket; from there on each doubling has 64, so that whatever
/// is read back is at most 1/64 above what was recorded, from nanoseconds to centuries, in the same
/// 30 kB. The smallest and the largest are kept as they were.
struct LatencyHistogram: Equatable {
  private static let linear = 128
  private static let perDoubling = 64

  private var counts = [UInt64](repeating: 0, count: linear + perDoubling * 56)

  /// How many lengths were recorded.
  private(set) var count: UInt64 = 0
  /// The shortest, or zero when none was recorded.
  private(set) var shortest = Nanoseconds.zero
  /// The longest, or zero when none was recorded.
  private(set) var longest = Nanoseconds.zero
  private var sum: Int64 = 0

  /// Records a length.
  ///
  /// - Precondition: it is not negative.
  mutating func record(_ length: Nanoseconds) {
    precondition(length >= .zero, "a length of time is not negative")
    counts[Self.bucket(of: length.count)] += 1
    shortest = count == 0 ? length : min(shortest, length)
    longest = max(longest, length)
    let (total, overflow) = sum.addingReportingOverflow(length.count)
    sum = overflow ? .max : total
    count += 1
  }

  /// The arithmetic mean, or zero when nothing was recorded.
  var mean: Nanoseconds { count == 0 ? .zero : Nanoseconds(sum / Int64(count)) }

  /// A length that at least this share of the recorded ones, in millionths, does not exceed.
  func quantile(millionths: UInt64) -> Nanoseconds {
    guard count > 0 else { return .zero }
    // The share of all, rounded up, so that a quantile is never of too few.
    let (high, low) = count.multipliedFullWidth(by: millionths)
    let division = UInt64(1_000_000).dividingFullWidth((high, low))
    let rank = max(1, division.quotient + (division.remainder > 0 ? 1 : 0))
    var seen: UInt64 = 0
    for (bucket, times) in counts.enumerated() where times > 0 {
      seen += times
      if seen >= rank { return min(longest, Nanoseconds(Self.last(in: bucket))) }
    }
    return longest
  }

  /// The buckets in which something was counted: the longest length that each takes, and how often.
  var filled: [(upTo: Nanoseconds, count: UInt64)] {
    counts.enumerated().filter { $0.element > 0 }.map {
      (min(longest, Nanoseconds(Self.last(in: $0.offset))), $0.element)
    }
  }

  private static func bucket(of length: Int64) -> Int {
    guard length >= linear else { return Int(length) }
    let doubling = 63 - length.leadingZeroBitCount - 7
    return linear + doubling * perDoubling + Int(length >> Int64(doubling + 1)) - perDoubling
  }

  private static func last(in bucket: Int) -> Int64 {
    guard bucket >= linear else { return Int64(bucket) }
    let doubling = (bucket - linear) / perDoubling
    let first = Int64((bucket - linear) % perDoubling + perDoubling)
    // In this order, because the last bucket ends where the numbers do.
    return (first << Int64(doubling + 1)) + ((1 << Int64(doubling + 1)) - 1)
  }
}
