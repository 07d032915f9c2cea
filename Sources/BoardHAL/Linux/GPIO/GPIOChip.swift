/// A GPIO chip as this machine has it.
public struct GPIOChip: Sendable, Hashable {
  /// Where it is opened: `/dev/gpiochip0`, with every link followed.
  public let path: String
  /// The name that the kernel gives it now; another after the next start, perhaps.
  public let name: String
  /// What it is: `pinctrl-rp1`.
  public let label: String
  /// How many lines it has.
  public let lineCount: Int

  package init(path: String, name: String, label: String, lineCount: Int) {
    self.path = path
    self.name = name
    self.label = label
    self.lineCount = lineCount
  }
}
