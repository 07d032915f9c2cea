/// One GPIO pin of a board, resolved: everything a backend needs to find its line.
///
/// A Linux backend looks for the chip by `chip`, then for a line with one of `lineNames`, and only
/// then trusts `offset`.
public struct Pin: Sendable, Hashable, CustomStringConvertible {
  /// The label of the chip.
  public let chip: String

  /// The number in `GPIO17`.
  public let number: Int

  /// The line of the chip; on all Raspberry Pis equal to `number`.
  public let offset: Int

  /// The name of the header: `J8`.
  public let header: String

  /// Where on the header it sits, counted from 1.
  public let position: Int

  /// The names that kernels give the line, the present one first.
  ///
  /// Older kernels on a Raspberry Pi 5 said `PIN11` where newer ones say `GPIO17`.
  public let lineNames: [String]

  /// The peripherals that can take the pin over: `uart0`, `spi1`.
  public let functions: [String]

  /// A resistor soldered to the board, which no setting removes.
  public let fixedPull: FixedPull?

  /// What the pin is set aside for, or nil when it is free to use.
  public let reservedFor: String?

  /// Makes a pin.
  public init(
    chip: String,
    number: Int,
    offset: Int,
    header: String,
    position: Int,
    lineNames: [String] = [],
    functions: [String] = [],
    fixedPull: FixedPull? = nil,
    reservedFor: String? = nil
  ) {
    self.chip = chip
    self.number = number
    self.offset = offset
    self.header = header
    self.position = position
    self.lineNames = lineNames
    self.functions = functions
    self.fixedPull = fixedPull
    self.reservedFor = reservedFor
  }

  /// The one way a pin is printed: `GPIO17 (J8:11)`.
  ///
  /// A line that is on no header is printed as `BUTTON (gpiochip0:17)`, or without its name when it
  /// has none.
  public var description: String {
    guard header.isEmpty else { return "GPIO\(number) (\(header):\(position))" }
    let slash = chip.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { chip.utf8.index(after: $0) } ?? chip.startIndex
    let place = "\(String(chip[start...])):\(offset)"
    return lineNames.first.map { "\($0) (\(place))" } ?? place
  }
}
