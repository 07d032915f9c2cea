public import BoardHAL

/// What became of the characters of one mock port.
public struct SerialCounters: Sendable, Hashable {
  /// Characters from the peer that are, or were, in the receive buffer.
  public internal(set) var arrived: UInt64 = 0
  /// Characters from the peer that the receiver lost; firmware sees the overrun.
  public internal(set) var overrun: UInt64 = 0
  /// Characters from the peer that came while the port was closed or hung up, or that nobody had
  /// taken when the cable was pulled: a kernel forgets them then.
  public internal(set) var discarded: UInt64 = 0
  /// Bytes from firmware that were under way when the cable was pulled.
  public internal(set) var cutOff: UInt64 = 0

  /// Counters that have counted nothing.
  public init() {}
}

/// A byte that firmware sent, when the peer had it.
public struct SerialArrival: Sendable, Hashable {
  /// When its last bit arrived.
  public let time: BoardInstant
  /// The byte.
  public let byte: UInt8

  /// Makes an arrival, to compare with.
  public init(time: BoardInstant, byte: UInt8) {
    self.time = time
    self.byte = byte
  }
}
