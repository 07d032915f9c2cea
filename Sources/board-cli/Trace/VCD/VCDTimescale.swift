import BoardHAL

/// The length of one step of time in a VCD file, which has to be a power of ten.
struct VCDTimescale: Equatable {
  /// The length in nanoseconds.
  let nanoseconds: Int64

  /// A timescale, or nil for a length that the format has no word for.
  init?(_ length: Nanoseconds) {
    guard Self.units.contains(where: { length.count == $0.nanoseconds }) else { return nil }
    nanoseconds = length.count
  }

  /// The coarsest timescale, 1 µs at most, that has eight steps or more in a bit at this speed.
  ///
  /// Programs that take samples, as sigrok does, need a thousand times the memory and time for a
  /// nanosecond that they need for a microsecond.
  init(baud: Int?) {
    let bit = 1_000_000_000 / Int64(baud ?? 115_200)
    nanoseconds = [1000, 100, 10].first { bit >= 8 * $0 } ?? 1
  }

  /// The timescale as the format spells it.
  var text: String {
    Self.units.first { $0.nanoseconds == nanoseconds }?.text ?? "\(nanoseconds) ns"
  }

  private static let units: [(nanoseconds: Int64, text: String)] = [
    (1, "1 ns"), (10, "10 ns"), (100, "100 ns"),
    (1_000, "1 us"), (10_000, "10 us"), (100_000, "100 us"),
    (1_000_000, "1 ms"), (10_000_000, "10 ms"), (100_000_000, "100 ms"), (1_000_000_000, "1 s"),
  ]
}
