/// A short text that travels with a device event, inside it: no memory is taken for it.
@frozen
public struct EventText: Sendable, BitwiseCopyable {
  /// The most bytes that a text can have.
  public static let capacity = 256

  /// The number of bytes.
  public private(set) var count = 0

  @usableFromInline
  var storage: InlineArray<256, UInt8>

  /// Makes an empty text.
  public init() {
    storage = InlineArray(repeating: 0)
  }

  /// Makes a text of as many of the bytes as fit.
  public init(_ bytes: some Sequence<UInt8>) {
    self.init()
    for byte in bytes where !tryAppend(byte) { return }
  }

  /// Appends a byte; refuses when the text is full.
  public mutating func tryAppend(_ byte: UInt8) -> Bool {
    guard count < Self.capacity else { return false }
    storage[count] = byte
    count += 1
    return true
  }

  /// Removes all bytes.
  public mutating func removeAll() {
    count = 0
  }

  /// Removes the last byte, if there is one.
  public mutating func removeLast() {
    if count > 0 { count -= 1 }
  }

  /// The byte at `index`.
  @inlinable
  public subscript(index: Int) -> UInt8 { storage[index] }

  /// The text as a string, with damaged UTF-8 replaced; allocates, so it is for passive level.
  public var string: String {
    var bytes: [UInt8] = []
    for index in 0..<count { bytes.append(storage[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
