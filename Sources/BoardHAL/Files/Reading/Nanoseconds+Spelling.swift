public import BoardHAL

extension Nanoseconds {
  /// Reads a length of time as files spell it: `200us`, `1.5s`; nil for anything else.
  public init?(spelling text: String) {
    guard let count = Quantity.time.count(text) else { return nil }
    self.init(Int64(count))
  }
}
