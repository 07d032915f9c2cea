/// A physical quantity: what its units are and how many of the smallest each one is.
///
/// Values are whole counts of the smallest unit; `1.5ms` is exact and `0.1ns` is refused.
struct Quantity {
  /// One unit, `30ms`'s `ms`.
  struct Unit {
    let name: String
    let count: Int
  }

  /// What messages call a value: `a length of time such as 30ms`.
  let kind: String

  /// The units, smallest first; the smallest has the count 1.
  let units: [Unit]

  static let time = Quantity(
    kind: "a length of time such as 30ms",
    units: [
      Unit(name: "ns", count: 1), Unit(name: "us", count: 1_000),
      Unit(name: "ms", count: 1_000_000), Unit(name: "s", count: 1_000_000_000),
    ])

  static let voltage = Quantity(
    kind: "a voltage such as 3.3V",
    units: [Unit(name: "mV", count: 1), Unit(name: "V", count: 1000)])

  static let current = Quantity(
    kind: "a current such as 4mA",
    units: [Unit(name: "mA", count: 1), Unit(name: "A", count: 1000)])

  static let resistance = Quantity(
    kind: "a resistance such as 1.8kohm",
    units: [Unit(name: "ohm", count: 1), Unit(name: "kohm", count: 1000)])

  /// The units as messages list them: `ns, us, ms or s`.
  var unitList: String {
    let names = units.map(\.name)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }

  /// The value that a text spells, in smallest units; nil if it has no unit or is not exact.
  func count(_ text: String) -> Int? {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let name = text.dropFirst(number.count).drop { $0 == " " }
    guard let unit = units.first(where: { $0.name == name }) else { return nil }

    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return multiply(Int(whole), unit.count) }

    var scale = 1
    for _ in parts[1] {
      guard let next = multiply(scale, 10) else { return nil }
      scale = next
    }
    guard !parts[1].isEmpty, let digits = multiply(Int(whole + parts[1]), unit.count) else {
      return nil
    }
    return digits.isMultiple(of: scale) ? digits / scale : nil
  }

  /// A count in the largest unit that leaves it whole.
  func text(_ count: Int) -> String {
    let unit = units.last { count.isMultiple(of: $0.count) && (count != 0 || $0.count == 1) }
    return unit.map { "\(count / $0.count)\($0.name)" } ?? "\(count)"
  }

  private func multiply(_ first: Int?, _ second: Int) -> Int? {
    guard let (product, overflow) = first?.multipliedReportingOverflow(by: second), !overflow
    else { return nil }
    return product
  }
}
