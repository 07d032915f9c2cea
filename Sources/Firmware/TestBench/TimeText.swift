package import BoardHAL

extension BoardInstant {
  /// The instant in seconds, in groups of three as far as needed: `3.200 s`, `3.200 015 s`.
  package var secondsText: String {
    let rest = nanoseconds % 1_000_000_000
    let milliseconds = rest / 1_000_000
    let microseconds = rest / 1_000 % 1_000
    let last = rest % 1_000
    var text = "\(nanoseconds / 1_000_000_000).\(milliseconds.threeDigits)"
    if microseconds != 0 || last != 0 { text += " \(microseconds.threeDigits)" }
    if last != 0 { text += " \(last.threeDigits)" }
    return text + " s"
  }
}

extension Nanoseconds {
  /// The length in the unit that suits it, as `4 µs` or `1.5 s`; cut after three decimals.
  package var text: String {
    let units: [(name: String, count: Int64)] = [
      ("s", 1_000_000_000), ("ms", 1_000_000), ("µs", 1_000),
    ]
    guard let unit = units.first(where: { count.magnitude >= $0.count.magnitude }) else {
      return "\(count) ns"
    }
    var decimals = (abs(count) % unit.count * 1_000 / unit.count).threeDigits
    while decimals.last == "0" { decimals.removeLast() }
    return "\(count / unit.count)\(decimals.isEmpty ? "" : ".")\(decimals) \(unit.name)"
  }
}

extension Int64 {
  /// A number below a thousand, with leading zeros.
  package var threeDigits: String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, 3 - digits.count)) + digits
  }
}
