import BoardHAL
import BoardHALLinux

/// Lines as a machine with two chips would list them.
enum ListedLines {
  static let first = GPIOChip(
    path: "/dev/gpiochip0", name: "gpiochip0", label: "header", lineCount: 4)
  static let second = GPIOChip(
    path: "/dev/gpiochip4", name: "gpiochip4", label: "expander", lineCount: 2)

  /// BUTTON, an unnamed line, LED held, and 3, a name like a number; then another LED.
  static let directory = LineDirectory(
    chips: [first, second],
    lines: [
      LineListing(chip: first, offset: 0, name: "BUTTON"), LineListing(chip: first, offset: 1),
      LineListing(
        chip: first, offset: 2, name: "LED", holder: "leds", direction: .output,
        active: .low, bias: .up, drive: .openDrain),
      LineListing(
        chip: first, offset: 3, name: "3", holder: "shell", edges: .both,
        debounce: .milliseconds(5)),
      LineListing(chip: second, offset: 0, name: "LED"), LineListing(chip: second, offset: 1),
    ])

  /// The place of a line: `gpiochip0:1`.
  static func place(_ line: LineListing) -> String { "\(line.chip.name):\(line.offset)" }
}
