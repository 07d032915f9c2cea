/// The four wires on which the far end of a serial port tells of itself.
///
/// Said as meaning: a line in the set is asserted, whatever its voltage. Corresponds to the bits of
/// `TIOCMGET`. A pseudo-terminal has none.
public struct ModemLines: OptionSet, Sendable, Hashable, BitwiseCopyable {
  /// One bit for each line.
  public let rawValue: UInt8

  /// Makes a set of its bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// CTS: the far end may be sent to.
  public static let clearToSend = ModemLines(rawValue: 1)
  /// DSR: the far end is there.
  public static let dataSetReady = ModemLines(rawValue: 2)
  /// DCD: the far end hears a carrier.
  public static let carrierDetect = ModemLines(rawValue: 4)
  /// RI: the telephone rings.
  public static let ringIndicator = ModemLines(rawValue: 8)
}
