import BoardHAL
import BoardHALLinux
import Testing

@testable import board_cli

/// What a machine has, as `lines` and `ports` show it.
struct MachineListingTests {
  @Test func `lines have their chip, holder, and what is out of the ordinary`() {
    let machine = MachineLines(ListedLines.directory, nil)
    #expect(
      machine.listing.lines(.text).joined(separator: "\n") == """
        chip       label     offset  name    direction  flags                               consumer
        gpiochip0  header         0  BUTTON  input      –                                   –
        gpiochip0  header         1  –       input      –                                   –
        gpiochip0  header         2  LED     output     active-low open-drain bias=pull-up  leds
        gpiochip0  header         3  3       input      edges=both debounce=5ms             shell
        gpiochip4  expander       0  LED     input      –                                   –
        gpiochip4  expander       1  –       input      –                                   –
        """)
    #expect(machine.remarks == [])
    #expect(machine.isComplete)
  }

  @Test func `programs get each property by its own name`() {
    let json = MachineLines(ListedLines.directory, nil).listing.json
    #expect(
      json.contains(
        #"{"chip":"gpiochip0","label":"header","offset":2,"name":"LED","direction":"output","#
          + #""active":"low","drive":"open-drain","bias":"up","consumer":"leds"}"#))
    #expect(json.contains(#""edges":"both","debounce-nanoseconds":5000000,"consumer":"shell""#))
    #expect(!json.contains("flags"))
  }

  @Test func `with a board, lines have their places on its header and what is wired there`() throws
  {
    let pin = Pin(
      chip: "header", number: 17, offset: 0, header: "J8", position: 11,
      lineNames: ["BUTTON"])
    let board = BoardDescription(
      name: "test", title: "Test board", chips: [],
      header: HeaderDescription(name: "J8", pins: [HeaderPin(position: 11, kind: .gpio(pin))]),
      serialPorts: [],
      limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300))
    let json = MachineLines(ListedLines.directory, Setup.bare(board)).listing.json
    #expect(json.hasPrefix(#"{"board":"test","lines":[{"chip":"gpiochip0""#))
    #expect(json.contains(#""name":"BUTTON","pin":"GPIO17 (J8:11)","direction":"input""#))
  }

  @Test func `a machine without chips, or with closed ones, says so`() {
    let none = MachineLines(LineDirectory(chips: [], lines: []), nil)
    #expect(none.remarks.first?.hasPrefix("this machine has no GPIO chip;") == true)
    #expect(none.isComplete)
    let closed = MachineLines(
      LineDirectory(chips: [], lines: [], forbidden: ["/dev/gpiochip0"]), nil)
    #expect(closed.remarks.first?.contains("sudo usermod -aG gpio") == true)
    #expect(!closed.isComplete)
  }

  @Test func `ports have their USB data, stable names, and who has them open`() {
    let ports = [
      PortListing(
        path: "/dev/ttyUSB0", title: "FT232R", driver: "ftdi_sio", manufacturer: "FTDI",
        usb: USBIdentity(0x0403, 0x6001, "A1"),
        stableNames: ["/dev/serial/by-id/usb-FTDI"], use: .held("tio (process 7)")),
      PortListing(
        path: "/dev/ttyS0", title: "ttyS0", driver: nil, manufacturer: "", usb: nil,
        stableNames: [], use: .unknown),
    ]
    let listing = MachinePorts.listing(ports)
    #expect(
      listing.lines(.text)[1]
        == "/dev/ttyUSB0  FT232R  ftdi_sio  FTDI          0403:6001  A1             "
        + "/dev/serial/by-id/usb-FTDI  tio (process 7)")
    #expect(listing.lines(.text)[2].hasSuffix("unknown: ask as root"))
    #expect(
      listing.json
        == #"{"ports":[{"path":"/dev/ttyUSB0","title":"FT232R","driver":"ftdi_sio","#
        + #""manufacturer":"FTDI","vendor-id":1027,"product-id":24577,"serial-number":"A1","#
        + #""stable-names":["/dev/serial/by-id/usb-FTDI"],"consumer":"tio (process 7)","#
        + #""in-use":true},{"path":"/dev/ttyS0","title":"ttyS0","stable-names":[]}]}"#)
  }
}
