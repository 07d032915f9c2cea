/// One GPIO chip of a board.
///
/// A chip has a label and no number: the kernel renumbers chips between releases, and the header
/// chip of the Raspberry Pi 5 alone has had three numbers.
public struct ChipDescription: Sendable, Hashable {
  /// The label under which the kernel lists the chip: `pinctrl-rp1`.
  public let label: String

  /// How many lines the chip has; its offsets are `0..<lineCount`.
  public let lineCount: Int

  /// Makes a chip.
  public init(label: String, lineCount: Int) {
    self.label = label
    self.lineCount = lineCount
  }
}
