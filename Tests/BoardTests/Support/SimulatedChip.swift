import BoardHAL
import Glibc
import Synchronization

/// A GPIO chip of the kernel's simulator, with a hand on its pins; gone when this goes.
final class SimulatedChip {
  /// The label that boards find it by; each chip has its own.
  let label: String

  /// How many lines it has.
  let lineCount: Int

  private let folder: String
  private let lines: String
  private var pulls: [Int32]
  private var isThere = true

  private static let made = Atomic<Int>(0)

  /// A number that no chip has yet, for labels.
  static var nextNumber: Int { made.add(1, ordering: .relaxed).newValue }

  /// Makes a chip.
  ///
  /// - Parameters:
  ///   - lineCount: How many lines it has, all low.
  ///   - names: The names of lines, by offset; the others have none.
  ///   - label: Its label; one that no other chip has when nil.
  /// - Throws: `KernelFile.Failure` when the kernel refuses.
  init(_ lineCount: Int = 8, names: [Int: String] = [:], label: String? = nil) throws {
    let number = Self.nextNumber
    self.lineCount = lineCount
    self.label = label ?? "simulated-\(getpid())-\(number)"
    folder = "/sys/kernel/config/gpio-sim/test-\(getpid())-\(number)"
    let bank = "\(folder)/bank0"
    try KernelFile.makeFolder(folder)
    try KernelFile.makeFolder(bank)
    try KernelFile.write("\(lineCount)", to: "\(bank)/num_lines")
    try KernelFile.write(self.label, to: "\(bank)/label")
    for (offset, name) in names {
      try KernelFile.makeFolder("\(bank)/line\(offset)")
      try KernelFile.write(name, to: "\(bank)/line\(offset)/name")
    }
    try KernelFile.write("1", to: "\(folder)/live")
    let device = try KernelFile.read("\(folder)/dev_name")
    let chip = try KernelFile.read("\(bank)/chip_name")
    lines = "/sys/devices/platform/\(device)/\(chip)"
    pulls = []
    for offset in 0..<lineCount {
      pulls.append(open("\(lines)/sim_gpio\(offset)/pull", O_WRONLY | O_CLOEXEC))
    }
  }

  deinit {
    try? remove()
    for entry in (try? KernelFile.entries(of: "\(folder)/bank0")) ?? []
    where entry.hasPrefix("line") {
      try? KernelFile.removeFolder("\(folder)/bank0/\(entry)")
    }
    try? KernelFile.removeFolder("\(folder)/bank0")
    try? KernelFile.removeFolder(folder)
  }

  /// Moves an input from outside.
  func pull(_ offset: Int, high: Bool) throws {
    let word = high ? "pull-up" : "pull-down"
    guard pwrite(pulls[offset], word, word.utf8.count, 0) == word.utf8.count else {
      throw KernelFile.Failure(path: "pull of line \(offset)", call: "pwrite", number: errno)
    }
  }

  /// True when a line is high, whoever drives it.
  func isHigh(_ offset: Int) throws -> Bool {
    try KernelFile.read("\(lines)/sim_gpio\(offset)/value") == "1"
  }

  /// Unplugs the chip, whoever holds its lines.
  func remove() throws {
    guard isThere else { return }
    isThere = false
    for descriptor in pulls { close(descriptor) }
    try KernelFile.write("0", to: "\(folder)/live")
  }

  /// A pin of the chip.
  func pin(_ offset: Int) -> Pin { description.pins[offset] }

  /// The chip as a board, a pin for each line.
  var description: BoardDescription {
    description(
      with: (0..<lineCount).map { offset in
        Pin(chip: label, number: offset, offset: offset, header: "J1", position: offset + 1)
      })
  }

  /// A board with these pins, whatever chip they are of.
  func description(with pins: [Pin]) -> BoardDescription {
    BoardDescription(
      name: "simulated", title: "Simulated board",
      chips: [ChipDescription(label: label, lineCount: lineCount)],
      header: HeaderDescription(
        name: "J1", pins: pins.map { HeaderPin(position: $0.position, kind: .gpio($0)) }),
      serialPorts: [],
      limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300))
  }
}
