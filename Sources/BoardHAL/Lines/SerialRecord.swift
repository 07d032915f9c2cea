/// One thing that happened on a serial port, in stream order.
///
/// Bytes come in pieces of at most `capacity`; errors come between the bytes where they happened
/// (semantics row H16).
@frozen
public struct SerialRecord: Sendable, BitwiseCopyable {
  /// What happened.
  @frozen
  public enum Kind: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// Bytes arrived; see `count` and `byte(at:)`.
    case bytes
    /// The far end held the line in break.
    case breakSignal
    /// A byte without a stop bit; it is the record's one byte.
    case framing
    /// A byte of wrong parity; it is the record's one byte.
    case parity
    /// The receiver lost `count` bytes because nobody took them in time.
    case overrun
    /// The port is gone: unplugged, or the far end of a pseudo-terminal closed. Comes on the
    /// transmit line too, for whoever waits for room there.
    case hangup
    /// The port is there again after a hang-up, with a new generation number.
    case connected
    /// The port takes bytes again after it refused some; comes on the port's transmit line.
    case room
    /// Modem lines changed; see `modemLines`. Comes on the line of the port's modem lines.
    case modemLines
  }

  /// The most bytes in one record: four fillings of a 16550's receive buffer.
  public static let capacity = 64

  /// When its bytes were read from the port, or what it tells was noticed, on the board's clock.
  public var time: BoardInstant
  /// What happened.
  public var kind: Kind
  /// The number of bytes in the record, of bytes lost when `kind` is `overrun`, or of changes when
  /// `kind` is `modemLines`.
  public var count: UInt32
  /// Counts the connections of this port: 1 for the first, one more after each reconnect.
  public var generation: UInt32

  @usableFromInline
  var storage: InlineArray<64, UInt8>

  /// Makes a record without bytes.
  @inlinable
  public init(time: BoardInstant, kind: Kind, count: UInt32 = 0, generation: UInt32 = 1) {
    self.time = time
    self.kind = kind
    self.count = count
    self.generation = generation
    storage = InlineArray(repeating: 0)
  }

  /// Makes a record of as many bytes as fit, taken from `bytes` at `start`.
  ///
  /// The record's `count` says how many were taken.
  public init(
    time: BoardInstant, bytes: borrowing [UInt8], from start: Int = 0, generation: UInt32 = 1
  ) {
    self.init(time: time, kind: .bytes, generation: generation)
    let taken = Swift.max(0, Swift.min(Self.capacity, bytes.count - start))
    for index in 0..<taken {
      storage[index] = bytes[start + index]
    }
    count = UInt32(taken)
  }

  /// Makes a record of one byte that arrived damaged.
  public init(
    time: BoardInstant, damaged kind: Kind, byte: UInt8, generation: UInt32 = 1
  ) {
    self.init(time: time, kind: kind, count: 1, generation: generation)
    storage[0] = byte
  }

  /// Makes a record of what the modem lines are after `changes` of them.
  public init(
    time: BoardInstant, modemLines: ModemLines, changes: UInt32, generation: UInt32 = 1
  ) {
    self.init(time: time, kind: .modemLines, count: changes, generation: generation)
    storage[0] = modemLines.rawValue
  }

  /// Appends a byte to a record of bytes; refuses when the record is full.
  ///
  /// - Returns: false when the byte was not taken.
  @inlinable
  public mutating func tryAppend(_ byte: UInt8) -> Bool {
    let index = Int(count)
    guard kind == .bytes, index < Self.capacity else { return false }
    storage[index] = byte
    count += 1
    return true
  }

  /// Appends to a record of bytes as many as fit.
  ///
  /// - Returns: how many were taken, from the first on.
  @inlinable
  public mutating func append(_ bytes: Span<UInt8>) -> Int {
    guard kind == .bytes else { return 0 }
    let start = Int(count)
    let taken = Swift.min(bytes.count, Self.capacity - start)
    // As one block: a stream passes here byte for byte.
    var storage = self.storage.mutableSpan
    unsafe storage.withUnsafeMutableBufferPointer { storage in
      unsafe bytes.extracting(first: taken).withUnsafeBufferPointer { bytes in
        guard let first = bytes.baseAddress, let place = storage.baseAddress else { return }
        unsafe (place + start).update(from: first, count: bytes.count)
      }
    }
    count += UInt32(taken)
    return taken
  }

  /// Lends the bytes of the record, oldest first, to `body`; none when its `kind` carries none.
  ///
  /// For whoever passes them on as they are; one by one, `byte(at:)` gives them.
  @inlinable
  public func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    let length: Int =
      switch kind {
      case .bytes, .framing, .parity: Swift.min(Int(count), Self.capacity)
      case .breakSignal, .overrun, .hangup, .connected, .room, .modemLines: 0
      }
    return body(storage.span.extracting(first: length))
  }

  /// What the modem lines were when the record was made; none unless `kind` is `modemLines`.
  public var modemLines: ModemLines {
    kind == .modemLines ? ModemLines(rawValue: storage[0]) : []
  }

  /// The byte at `index`.
  ///
  /// - Precondition: `index` is less than `count`, and `kind` carries bytes.
  @inlinable
  public func byte(at index: Int) -> UInt8 { storage[index] }
}
