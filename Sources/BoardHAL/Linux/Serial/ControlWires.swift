/// The two wires by which this end of a serial port tells the far end of itself.
///
/// Said as meaning: a wire in the set is asserted, whatever its voltage. Corresponds to the bits of
/// `TIOCMGET`; the far end's wires are `ModemLines`. A pseudo-terminal has none.
public struct ControlWires: OptionSet, Sendable, Hashable, CustomStringConvertible {
  /// One bit for each wire.
  public let rawValue: UInt8

  /// Makes a set of its bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// DTR: this end is there.
  public static let dataTerminalReady = ControlWires(rawValue: 1)
  /// RTS: this end asks to send; a port with `rtscts` flow control works it by itself.
  public static let requestToSend = ControlWires(rawValue: 2)

  /// The names of the wires in the set.
  public var description: String {
    [(Self.dataTerminalReady, "DTR"), (.requestToSend, "RTS")].filter { contains($0.0) }
      .map(\.1).joined(separator: " and ")
  }
}
