import BoardHAL
import BoardHALLinux
import Testing

/// How lines are found, and why they are refused.
@Suite(.onVirtualBoard) struct OpeningTests {
  @Test("H07 the library is what was built against, and says what it can do")
  func library() throws {
    let chip = try SimulatedChip(2)
    let capabilities = try LinuxBoard(chip.description).capabilities
    let library = try #require(capabilities.library)
    if library.hasPrefix("libgpiod 1.") {
      #expect(library.hasSuffix("(API 1)"))
      #expect(!capabilities.hasSequenceNumbers && !capabilities.hasDebounce)
      #expect(capabilities.linesPerRequest == 1)
      #expect(capabilities.edgeCapacity == 16)
    } else {
      #expect(library.hasPrefix("libgpiod 2.") && library.hasSuffix("(API 2)"))
      #expect(capabilities.hasSequenceNumbers && capabilities.hasDebounce)
      #expect(capabilities.linesPerRequest == 64)
    }
  }

  @Test("H11 65 lines are opened together, in two requests")
  func manyLines() throws {
    let chip = try SimulatedChip(70)
    let board = try LinuxBoard(chip.description)
    let lines = (0..<65).map { LineID($0) }
    try board.open(lines.map { .edges(of: chip.pin($0.index)) }, as: lines)
    for line in lines { try chip.pull(line.index, high: true) }
    var risen: Set<LineID> = []
    let deadline = board.now + .seconds(10)
    while risen.count < lines.count, board.now < deadline {
      _ = board.wait(until: deadline)
      while let line = board.takeReadyLine() {
        while case .edge(let edge) = board.takeRecord(from: line) {
          #expect(edge.edge == .rising)
          risen.insert(line)
        }
      }
    }
    #expect(risen.count == 65)
  }

  @Test func `a line that another program holds is refused, and the program named`() throws {
    let chip = try SimulatedChip(2)
    var configuration = LinuxConfiguration()
    configuration.consumer = "gpio-keys"
    let other = try LinuxBoard(chip.description, configuration: configuration)
    try other.open(.edges(of: chip.pin(0)), as: LineID(0))
    let board = try LinuxBoard(chip.description)
    let error = #expect(throws: BoardError.self) {
      try board.open(.edges(of: chip.pin(0)), as: LineID(0))
    }
    #expect(error == .busy("GPIO0 (J1:1)", holder: "gpio-keys"))
    // One of several: none is opened, and the one that was in the way is named.
    #expect(throws: BoardError.busy("GPIO0 (J1:1)", holder: "gpio-keys")) {
      try board.open(
        [.edges(of: chip.pin(1)), .edges(of: chip.pin(0))], as: [LineID(0), LineID(1)])
    }
    other.close(LineID(0))
    try board.open([.edges(of: chip.pin(1)), .edges(of: chip.pin(0))], as: [LineID(0), LineID(1)])
  }

  @Test func `a label that no chip has is refused, and those that there are are named`() throws {
    let chip = try SimulatedChip(2)
    let pin = Pin(chip: "pinctrl-rp1", number: 17, offset: 17, header: "J8", position: 11)
    let board = try LinuxBoard(chip.description(with: [pin]))
    let error = #expect(throws: BoardError.self) {
      try board.open(.edges(of: pin), as: LineID(0))
    }
    #expect("\(try #require(error))".contains("no GPIO chip labelled pinctrl-rp1"))
    #expect("\(try #require(error))".contains(chip.label))
  }

  @Test func `a chip is found by its label among others, and a line by its name`() throws {
    let others = try (0..<3).map { _ in try SimulatedChip(4) }
    let chip = try SimulatedChip(4, names: [3: "DOOR"])
    // The file has another offset, as when a kernel numbers lines anew: the name decides.
    let pin = Pin(
      chip: chip.label, number: 9, offset: 1, header: "J1", position: 1, lineNames: ["DOOR"])
    let board = try LinuxBoard(chip.description(with: [pin]))
    try board.open(.edges(of: pin), as: LineID(0))
    #expect(try board.value(of: LineID(0)) == .inactive)
    try chip.pull(3, high: true)
    #expect(try board.value(of: LineID(0)) == .active)
    #expect(others.count == 3)
  }

  @Test func `two chips of one label are told apart by the line's name, or refused`() throws {
    let label = "twins-\(SimulatedChip.nextNumber)"
    let left = try SimulatedChip(4, names: [0: "LEFT"], label: label)
    let right = try SimulatedChip(4, names: [0: "RIGHT"], label: label)
    let named = Pin(
      chip: label, number: 0, offset: 0, header: "J1", position: 1, lineNames: ["RIGHT"])
    let board = try LinuxBoard(left.description(with: [named]))
    try board.open(.edges(of: named), as: LineID(0))
    try right.pull(0, high: true)
    #expect(try board.value(of: LineID(0)) == .active)

    let nameless = Pin(chip: label, number: 1, offset: 1, header: "J1", position: 2)
    let other = try LinuxBoard(left.description(with: [nameless]))
    let error = #expect(throws: BoardError.self) {
      try other.open(.edges(of: nameless), as: LineID(0))
    }
    #expect("\(try #require(error))".contains("both labelled \(label)"))
  }
}
