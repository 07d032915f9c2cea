import BoardHAL
import BoardHALLinux
import Testing

@testable import board_cli

struct PortSpellingTests {
  private let ports = [
    PortListing(path: "/dev/ttyS0", title: "ttyS0", use: .free),
    PortListing(
      path: "/dev/ttyUSB3", title: "FT232R", usb: USBIdentity(0x0403, 0x6001, "A5002"),
      stableNames: ["/dev/serial/by-id/usb-FTDI_A5002-if00"], use: .free),
    PortListing(
      path: "/dev/ttyUSB4", title: "CP2102", usb: USBIdentity(0x10C4, 0xEA60, "A5003"),
      stableNames: [], use: .free),
  ]

  @Test(
    arguments: [
      ("/dev/ttyUSB9", "/dev/ttyUSB9"), ("./link", "./link"), ("ttyS0", "/dev/ttyS0"),
      ("usb-FTDI_A5002-if00", "/dev/serial/by-id/usb-FTDI_A5002-if00"),
      ("A5002", "/dev/serial/by-id/usb-FTDI_A5002-if00"), ("A5003", "/dev/ttyUSB4"),
      ("ttyACM0", "/dev/ttyACM0"), ("serial0", "/dev/serial0"),
    ])
  func `a port is found by any of its names`(_ word: String, _ path: String) throws {
    #expect(try PortSpelling.resolve(word, on: nil, among: ports).path == path)
  }

  @Test func `the ports of a board have names of their own`() throws {
    let board = BoardDescription(
      name: "pi", title: "Pi", chips: [], header: HeaderDescription(name: "J8", pins: []),
      serialPorts: [
        SerialPortDescription(name: "uart0", aliases: ["header"], path: "/dev/ttyAMA0")
      ], limits: ElectricalLimits(supplyMillivolts: 0, inputMaximumMillivolts: 0))
    #expect(try PortSpelling.resolve("header", on: board, among: ports).name == "uart0")
  }

  @Test func `a name that means nothing is an error with those that do`() throws {
    let error = #expect(throws: VerbError.self) {
      try PortSpelling.resolve("usb", on: nil, among: ports)
    }
    #expect(
      error?.description == "error: no serial port \"usb\"; this machine has /dev/ttyS0 (ttyS0),"
        + " /dev/ttyUSB3 (FT232R), /dev/ttyUSB4 (CP2102)")
  }

  @Test func `where there is no port the error says what to do`() throws {
    let error = #expect(throws: VerbError.self) {
      try PortSpelling.resolve("usb", on: nil, among: [])
    }
    #expect(error?.description.contains("this machine has none: plug one in") == true)
  }
}
