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
    median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    maximum = sorted[sorted.count - 1]
  }
}
