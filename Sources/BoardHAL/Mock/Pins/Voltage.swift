/// The voltage of a pin, as far as a digital board can tell.
///
/// Volts are said of pins and wires; what a line *means* is a `LineValue`, which the board derives
/// from the voltage and the line's active level.
public enum Voltage: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// Near 0 V.
  case low = 0
  /// Near the supply.
  case high = 1

  /// The other voltage.
  public var opposite: Voltage { self == .high ? .low : .high }

  /// How waveforms write it: `_` for low, `-` for high.
  public var symbol: Character { self == .high ? "-" : "_" }
}
