import BoardHAL
import BoardHALMock
import Firmware
import Testing

@Suite struct `A firmware made of a wiring` {
  @Test func `has the devices of the file, in its order`() throws {
    let bench = try DeviceBench([
      DeviceBench.led(), DeviceBench.button(), DeviceBench.console(),
    ])
    let firmware = bench.firmware
    #expect(firmware.devices.map { firmware.name(of: $0) } == ["led", "button", "console"])
    #expect(firmware.devices.map { firmware.lines(of: $0).count } == [0, 1, 2])
  }

  @Test func `says which pin the board refused`() throws {
    let pin = try DeviceBench.pin(0)
    #expect(throws: FirmwareError.self) {
      try DeviceBench([DeviceBench.button("one"), DeviceBench.button("two")])
    }
    #expect {
      try DeviceBench([DeviceBench.led("one", pin: 0), DeviceBench.led("two", pin: 0)])
    } throws: { error in
      guard case FirmwareError.board(.busy(let thing, _)) = error else { return false }
      return thing.contains(pin.description)
    }
  }

  @Test func `says that the limits are too low`() throws {
    #expect(throws: FirmwareError.full("devices", limit: 1)) {
      try DeviceBench([DeviceBench.led(), DeviceBench.button()]) { limits, _ in
        limits.devices = 1
      }
    }
  }
}
