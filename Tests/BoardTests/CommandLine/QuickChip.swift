/// A simulated chip whose lines the commands for quick work find by name.
struct QuickChip {
  let chip: SimulatedChip
  let button: String
  let lamp: String
  let buttonOffset = 3
  let lampOffset = 5

  init() throws {
    // Names of its own, for other chips may be there at the same time.
    let number = SimulatedChip.nextNumber
    button = "BUTTON-\(number)"
    lamp = "LAMP-\(number)"
    chip = try SimulatedChip(8, names: [3: button, 5: lamp])
  }

  /// Moves the button.
  func press(_ isHigh: Bool) throws {
    try chip.pull(buttonOffset, high: isHigh)
    try InterruptThreads.settle()
  }

  /// Starts a program that tells by a banner when it holds its lines.
  func start(_ arguments: [String]) throws -> Program {
    let program = try Program(arguments + ["--banner"])
    guard let banner = program.readLine(), banner.hasSuffix("...") else {
      throw KernelFile.Failure(path: program.wait().errors, call: "banner", number: 0)
    }
    return program
  }
}
