/// Takes apart a stream in which the kernel marks damaged bytes (`PARMRK`, semantics row H16).
///
///     377 377        the byte 377 (octal), as it came
///     377   0  x     the byte x came damaged: framing or parity
///     377   0  0     break, or a damaged zero
///
/// A pure value that remembers what a mark began with, so that a mark may be cut anywhere between
/// two readings.
struct MarkDecoder {
  /// One thing that the far end sent.
  enum Item: Equatable {
    case byte(UInt8)
    /// Arrived damaged; 0 also stands for a break.
    case damaged(UInt8)
  }

  private enum State {
    case plain
    /// After 377.
    case marked
    /// After 377 0.
    case damaged
  }

  /// The byte that every mark begins with.
  static let mark: UInt8 = 0xFF

  private var state = State.plain

  /// True outside of a mark: bytes other than `mark` then stand for themselves.
  var isPlain: Bool { state == .plain }

  /// Takes one byte of the stream.
  ///
  /// - Returns: what that completes, or nil in the middle of a mark.
  mutating func take(_ byte: UInt8) -> Item? {
    switch state {
    case .plain:
      guard byte == Self.mark else { return .byte(byte) }
      state = .marked
      return nil
    case .marked:
      state = byte == 0 ? .damaged : .plain
      if byte == 0 { return nil }
      // The kernel writes nothing but 377 here. Should it ever, the mark is an error by itself.
      return byte == Self.mark ? .byte(byte) : .damaged(byte)
    case .damaged:
      state = .plain
      return .damaged(byte)
    }
  }

  /// Forgets a mark that has begun: the stream broke off.
  mutating func reset() { state = .plain }
}
