import BoardFiles
import BoardHAL
import BoardHALLinux
import Testing

@testable import board_cli

struct LineSpellingTests {
  private let directory = ListedLines.directory

  private func places(_ spellings: String..., by speller: LineSpelling) throws -> [String] {
    try speller.find(spellings).found.map { ListedLines.place($0.line) }
  }

  private func mistakes(_ spellings: String..., by speller: LineSpelling) -> [String] {
    do throws(LineMistakes) {
      _ = try speller.find(spellings)
      return []
    } catch {
      return error.mistakes
    }
  }

  @Test(arguments: [
    ("BUTTON", "gpiochip0:0"), ("gpiochip0:1", "gpiochip0:1"), ("0:1", "gpiochip0:1"),
    ("/dev/gpiochip4:1", "gpiochip4:1"), ("expander:1", "gpiochip4:1"),
  ])
  func `a line is found by its name, and by chip and offset`(
    _ spelling: String, _ place: String
  ) throws {
    #expect(try places(spelling, by: LineSpelling(directory)) == [place])
  }

  @Test func `a bare number is a name, and an offset beside a chip`() throws {
    #expect(try places("3", by: LineSpelling(directory)) == ["gpiochip0:3"])
    #expect(
      try places("1", "0", by: LineSpelling(directory, chip: "4")) == [
        "gpiochip4:1", "gpiochip4:0",
      ])
    let byName = try LineSpelling(directory, chip: "gpiochip0", onlyNames: true)
    #expect(try places("3", by: byName) == ["gpiochip0:3"])
    #expect(
      mistakes("1", by: byName) == [
        "no line \"1\" on gpiochip0; without --by-name it is an offset"
      ])
  }

  @Test func `of two lines of one name the first is taken, and that is said`() throws {
    let (found, remarks) = try LineSpelling(directory).find(["LED"])
    #expect(found.map { ListedLines.place($0.line) } == ["gpiochip0:2"])
    #expect(
      remarks == ["\"LED\" is the name of 2 lines: gpiochip0:2, gpiochip4:0; the first is taken"])
    #expect(try places("LED", by: LineSpelling(directory, chip: "expander")) == ["gpiochip4:0"])
  }

  @Test func `strictly, a name that two lines have is refused`() throws {
    #expect(
      mistakes("LED", by: try LineSpelling(directory, isStrict: true)) == [
        "\"LED\" is the name of 2 lines: gpiochip0:2, gpiochip4:0; name one by chip and offset"
      ])
  }

  @Test func `every mistake is told at once, with what would be right`() throws {
    #expect(
      mistakes(
        "BUTTN", "17", "expander:2", "GPIO17", "BUTTON", "0:0", by: try LineSpelling(directory))
        == [
          "no line \"BUTTN\"; did you mean \"BUTTON\"?",
          "no line \"17\"; a bare number is a name unless --chip is given: say gpiochip0:17, or"
            + " name the board with --board",
          "\"expander:2\": gpiochip4 (expander) has lines 0 to 1",
          "no line \"GPIO17\"; see board-cli lines, or name the board with --board for pins such as"
            + " GPIO17 or BOARD11",
          "\"BUTTON\" and \"0:0\" are the same line; name it once",
        ])
  }

  @Test func `a chip that is not there is told apart from one that must not be opened`() throws {
    #expect(
      throws: LineMistakes([
        "no chip \"7\"; this machine has gpiochip0 (header), gpiochip4 (expander)"
      ])
    ) { try LineSpelling(directory, chip: "7") }
    let closed = LineDirectory(chips: [], lines: [], forbidden: ["/dev/gpiochip0"])
    let told = mistakes("BUTTON", "LED", by: try LineSpelling(closed))
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("/dev/gpiochip0: permission denied: sudo usermod") == true)
  }

  @Test func `a board's pins are found by label, name and offset`() throws {
    let pins = [
      Pin(
        chip: "header", number: 17, offset: 9, header: "J8", position: 11,
        lineNames: ["BUTTON"]),
      Pin(chip: "expander", number: 27, offset: 1, header: "J8", position: 13),
      Pin(chip: "pinctrl-bcm2711", number: 22, offset: 22, header: "J8", position: 15),
    ]
    let board = BoardDescription(
      name: "test", title: "Test board", chips: [],
      header: HeaderDescription(
        name: "J8", pins: pins.map { HeaderPin(position: $0.position, kind: .gpio($0)) }),
      serialPorts: [],
      limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300))
    let speller = try LineSpelling(directory, board: board)
    #expect(try places("17", "GPIO27", by: speller) == ["gpiochip0:0", "gpiochip4:1"])
    let told = mistakes("J8:15", "J8:99", by: speller)
    #expect(told.first?.contains("no GPIO chip labelled pinctrl-bcm2711; this machine has") == true)
    #expect(told.count == 2)
  }
}
