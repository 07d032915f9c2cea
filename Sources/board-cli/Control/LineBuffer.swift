/// Puts lines together from the pieces in which they arrive.
struct LineBuffer {
  private var bytes: [UInt8] = []
  /// Before this index there is no line end.
  private var searched = 0

  /// The most that may wait for its line end.
  static let limit = 65_536

  /// More has come than a line may hold.
  var isOverfull: Bool { bytes.count > Self.limit && !hasLine }

  /// Nothing waits for its line end.
  var isEmpty: Bool { bytes.isEmpty }

  /// A whole line waits to be taken.
  var hasLine: Bool { bytes[searched...].contains(UInt8(ascii: "\n")) }

  /// Reads what there is.
  mutating func fill(from descriptor: Int32) -> Descriptor.Transfer {
    Descriptor.read(descriptor, into: &bytes)
  }

  /// Takes the oldest line, without its end.
  mutating func takeLine() -> String? {
    guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = bytes.count
      return nil
    }
    defer {
      bytes.removeSubrange(...end)
      searched = 0
    }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// Takes what is left, which no line end follows.
  mutating func takeRest() -> String {
    defer {
      bytes = []
      searched = 0
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
