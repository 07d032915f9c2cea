import BoardFiles
import BoardHAL
import Testing

struct BoardLoaderTests {
  private let small = """
    name: small
    title: Small board
    chips:
      chip: { lines: 8 }
    header:
      name: P1
      chip: chip
      pins:
        1: 3v3
        2: { gpio: 4, names: [LAMP], fixed-pull: { direction: up, resistance: 1.8kohm } }
        3: ground
    serial-ports:
      tty: { aliases: [header], path: /dev/ttyS1, transmit: GPIO4, needs: patience }
    limits: { supply: 3.3V, input-maximum: 3.6V, drive-default: 4mA }
    """

  private func load(_ text: String) -> [String] {
    mistakes { () throws(FileError) in try BoardLoader.load(text: text, file: "b.yaml") }
  }

  /// The small board with one thing in it changed.
  private func changed(_ old: String, _ new: String) -> [String] {
    let parts = small.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    #expect(parts.count == 2, "\(old) is not in the board")
    return load(parts.joined(separator: new))
  }

  @Test func `a board is read in full`() throws {
    let board = try BoardLoader.load(text: small, file: "b.yaml")
    let pin = Pin(
      chip: "chip", number: 4, offset: 4, header: "P1", position: 2, lineNames: ["LAMP"],
      fixedPull: FixedPull(direction: .up, ohms: 1800))
    #expect(
      board
        == BoardDescription(
          name: "small", title: "Small board",
          chips: [ChipDescription(label: "chip", lineCount: 8)],
          header: HeaderDescription(
            name: "P1",
            pins: [
              HeaderPin(position: 1, kind: .supply3V3), HeaderPin(position: 2, kind: .gpio(pin)),
              HeaderPin(position: 3, kind: .ground),
            ]),
          serialPorts: [
            SerialPortDescription(
              name: "tty", aliases: ["header"], path: "/dev/ttyS1", transmit: pin,
              needs: "patience")
          ],
          limits: ElectricalLimits(
            supplyMillivolts: 3300, inputMaximumMillivolts: 3600, driveDefaultMilliamperes: 4)))
  }

  @Test func `a port is found by its name and by its alias`() throws {
    let board = try BoardLoader.load(text: small, file: "b.yaml")
    #expect(board.serialPort(named: "tty") == board.serialPort(named: "header"))
    #expect(board.serialPort(named: "modem") == nil)
  }

  @Test func `a supply that is none is refused`() {
    #expect(
      changed("3: ground", "3: grund") == [
        "b.yaml:11:8: error: unknown header pin \"grund\"; allowed: 3v3, 5v, ground; "
          + "did you mean \"ground\"?"
      ])
  }

  @Test func `two pins cannot be the same line`() {
    #expect(
      changed("3: ground", "3: { gpio: 4, names: [BELL] }") == [
        "b.yaml:11:8: error: header pins 2 and 3 are both GPIO4; "
          + "allowed: one header pin for each",
        "b.yaml:11:8: error: header pins 2 and 3 are both line 4; "
          + "allowed: one header pin for each",
      ])
  }

  @Test func `a line beyond the chip is refused`() {
    #expect(
      changed("gpio: 4", "gpio: 8").contains(
        "b.yaml:10:16: error: gpio 8 is out of range; allowed: 0 to 7"))
  }

  @Test func `the header is on a chip of the board`() {
    #expect(
      changed("chip: chip", "chip: chap") == [
        "b.yaml:7:9: error: unknown chip \"chap\"; allowed: chip; did you mean \"chip\"?"
      ])
  }

  @Test func `quantities need their units`() {
    #expect(
      changed("supply: 3.3V", "supply: 3.3") == [
        "b.yaml:14:19: error: supply is \"3.3\", not a voltage such as 3.3V; "
          + "allowed: 0mV to 60V, in mV or V"
      ])
  }

  @Test func `half a pull range is refused`() {
    #expect(
      changed("drive-default: 4mA", "internal-pull-minimum: 33kohm") == [
        "b.yaml:14:9: error: the internal pull has no range; "
          + "allowed: internal-pull-minimum and internal-pull-maximum, the smaller one first"
      ])
  }

  @Test func `two ports cannot have one name`() {
    #expect(
      changed("  tty:", "  com: { aliases: [tty] }\n  tty:") == [
        "b.yaml:14:3: error: two serial ports are called \"tty\"; "
          + "allowed: each name and alias once"
      ])
  }

  @Test func `everything missing is reported at once`() {
    #expect(
      load("name: x\n") == [
        "b.yaml:1:1: error: the board has no \"title\"",
        "b.yaml:1:1: error: the board has no \"chips\"",
        "b.yaml:1:1: error: the board has no \"header\"",
        "b.yaml:1:1: error: the board has no \"limits\"",
      ])
  }

  @Test func `an unknown board is answered with those there are`() {
    let wiring = "\(repository)/wiring/doorbell.yaml"
    #expect(
      mistakes { () throws(FileError) in
        try BoardLoader.load(named: "raspbery-pi-5", beside: wiring)
      } == [
        "\(wiring): error: unknown board \"raspbery-pi-5\"; "
          + "allowed: mock, raspberry-pi-4, raspberry-pi-5, or a path; "
          + "did you mean \"raspberry-pi-5\"?"
      ])
  }

  @Test func `a board is found by path as well`() throws {
    #expect(try BoardLoader.load(named: "\(repository)/boards/mock.yaml").name == "mock")
  }
}
