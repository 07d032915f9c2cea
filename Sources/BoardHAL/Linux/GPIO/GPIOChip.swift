internal import BoardHAL

/// A GPIO chip as this machine has it.
struct GPIOChip: Hashable {
  /// Where it is opened: `/dev/gpiochip0`, with every link followed.
  let path: String
  /// The name that the kernel gives it now; another after the next start, perhaps.
  let name: String
  /// What it is: `pinctrl-rp1`.
  let label: String
  /// How many lines it has.
  let lineCount: Int
}
