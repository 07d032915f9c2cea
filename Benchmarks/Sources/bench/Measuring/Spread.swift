/// What several rounds of one measurement gave.
struct Spread {
  let minimum: Double
  let median: Double
  let maximum: Double

  /// The spread of at least one value.
  init(_ values: [Double]) {
    precondition(!values.isEmpty, "a spread needs a value")
    let sorted = values.sorted()
    minimum = sorted[0]
    median = sorted.percentile(50)
    maximum = sorted[sorted.count - 1]
  }
}

extension [Double] {
  /// The value below which so many of a hundred lie.
  ///
  /// - Precondition: the values are sorted, and there is one.
  func percentile(_ percent: Double) -> Double {
    let place = percent / 100 * Double(count - 1)
    let below = self[Int(place)]
    let above = self[Swift.min(Int(place) + 1, count - 1)]
    return below + (above - below) * (place - Double(Int(place)))
  }
}
