import BackendContract
import SerialRigs
import Testing

/// A pseudo-terminal keeps the contract that the mock keeps.
@Suite struct SerialContractTests {
  @Test("a pseudo-terminal keeps the contract", arguments: SerialCheck.all)
  func contract(_ check: SerialCheck) throws {
    let far = try LinkedTerminal()
    try check.run(try LinuxSerialRig(far, at: far.path))
  }
}
