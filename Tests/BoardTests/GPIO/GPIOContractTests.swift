import BackendContract
import BoardHAL
import BoardHALLinux
import Testing

/// The kernel keeps the contract that the mock keeps.
@Suite(.onVirtualBoard) struct GPIOContractTests {
  @Test("the kernel keeps the contract", arguments: ContractCheck.gpio)
  func contract(_ check: ContractCheck) throws {
    try check.run(try SimulatedRig())
  }
}

/// A Linux board over a simulated chip, under contract.
private final class SimulatedRig: ContractRig {
  private let chip: SimulatedChip
  private let linux: LinuxBoard
  private let configuration: LinuxConfiguration

  init() throws {
    chip = try SimulatedChip(4)
    var configuration = LinuxConfiguration()
    configuration.edgeCapacity = 16
    self.configuration = configuration
    linux = try LinuxBoard(chip.description, configuration: configuration)
  }

  var board: any Backend { linux }

  var edgeCapacity: Int { configuration.edgeCapacity }

  func pin(_ number: Int) -> Pin { chip.pin(number) }

  func drive(_ number: Int, high: Bool) throws {
    try chip.pull(number, high: high)
    try InterruptThreads.settle()
  }

  func isHigh(_ number: Int) throws -> Bool { try chip.isHigh(number) }

  func unplug() throws { try chip.remove() }
}
