import BackendContract
import BoardHAL
import BoardHALMock
import Testing

/// The mock keeps the contract that the kernel keeps on the virtual board.
@Suite struct ContractTests {
  @Test("the mock keeps the contract", arguments: ContractCheck.gpio)
  func contract(_ check: ContractCheck) throws {
    try check.run(MockRig())
  }

  @Test("the mock keeps the contract with the losses of API 1", arguments: ContractCheck.gpio)
  func contractWithoutNumbers(_ check: ContractCheck) throws {
    try check.run(MockRig { $0.overflow = .dropNewest })
  }
}

/// A mock board under contract.
private final class MockRig: ContractRig {
  private let mock: MockBoard

  init(_ change: (inout MockConfiguration) -> Void = { _ in }) {
    mock = TestBoard.make(change)
  }

  var board: any Backend { mock }

  var edgeCapacity: Int { mock.configuration.edgeCapacity }

  // From GPIO4 on, because GPIO2 and GPIO3 are held high.
  func pin(_ number: Int) -> Pin { .gpio(4 + number) }

  func drive(_ number: Int, high: Bool) throws {
    try mock.drive(pin(number), to: high ? .high : .low)
  }

  func isHigh(_ number: Int) throws -> Bool { try mock.voltage(of: pin(number)) == .high }

  func unplug() throws { mock.unplug(chip: TestBoard.chip) }
}
