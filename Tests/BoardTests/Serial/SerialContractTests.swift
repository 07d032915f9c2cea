import BackendContract
import BoardHAL
import SerialRigs
import Testing

extension SerialTests {
  /// Ports of the kernel keep the contract that the mock keeps.
  @Suite struct SerialContractTests {
    @Test("a UART wired to another keeps the contract", arguments: SerialCheck.all)
    func wired(_ check: SerialCheck) throws {
      let far = try Terminal("/dev/ttyS2")
      try check.run(try LinuxSerialRig(far, at: "/dev/ttyS1"))
    }

    @Test("a USB adaptor keeps the contract, unplugged and plugged", arguments: SerialCheck.all)
    func adaptor(_ check: SerialCheck) throws {
      let far = try SerialGadget()
      try check.run(try LinuxSerialRig(far, at: far.path))
    }
  }
}
