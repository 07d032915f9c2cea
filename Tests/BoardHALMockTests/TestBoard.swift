import BoardHAL
import BoardHALMock

/// A board of 28 pins and one serial port, as the tests need it.
enum TestBoard {
  static let chip = "pinctrl-test"

  /// GPIO0 to GPIO27; GPIO2 and GPIO3 have soldered pull-ups, as on a Raspberry Pi.
  static let pins = (0..<28).map { number in
    Pin(
      chip: chip, number: number, offset: number, header: "J8", position: number + 1,
      fixedPull: number == 2 || number == 3 ? FixedPull(direction: .up, ohms: 1_800) : nil)
  }

  static let description = BoardDescription(
    name: "test-board",
    title: "Test board",
    chips: [ChipDescription(label: chip, lineCount: 28)],
    header: HeaderDescription(
      name: "J8", pins: pins.map { HeaderPin(position: $0.position, kind: .gpio($0)) }),
    serialPorts: [SerialPortDescription(name: "uart0", aliases: ["serial0"])],
    limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300))

  /// A pin that is on no board.
  static let strayPin = Pin(chip: "elsewhere", number: 99, offset: 99, header: "J8", position: 99)

  static func make(_ change: (inout MockConfiguration) -> Void = { _ in }) -> MockBoard {
    var configuration = MockConfiguration()
    change(&configuration)
    return MockBoard(description, configuration: configuration)
  }
}

extension Pin {
  /// GPIO`number` of the test board.
  static func gpio(_ number: Int) -> Pin { TestBoard.pins[number] }
}

extension LineID {
  static let button = LineID(0)
  static let console = LineID(1)
  static let other = LineID(2)
  static let transmit = LineID(3)
  static let modem = LineID(4)
}

extension BoardInstant {
  static func microseconds(_ count: Int64) -> BoardInstant { .start + .microseconds(count) }
  static func milliseconds(_ count: Int64) -> BoardInstant { .start + .milliseconds(count) }
  static func seconds(_ count: Int64) -> BoardInstant { .start + .seconds(count) }
}

extension MockBoard {
  /// Opens GPIO`number` for edges, pulled down and active high unless told otherwise.
  func open(
    _ number: Int, as line: LineID = .button, edges: EdgeSelection = .both, pull: Pull = .down,
    active: ActiveLevel = .high
  ) throws {
    try open(
      .edges(LineSource.EdgeLine(pin: .gpio(number), edges: edges, pull: pull, active: active)),
      as: line)
  }

  func openConsole(_ settings: SerialSettings = SerialSettings()) throws {
    try open(.serialReceive(port: "uart0", settings), as: .console)
  }

  /// Lets time pass until nothing is left to happen, or to `deadline`, without taking anything.
  func run(to deadline: BoardInstant) {
    while now < deadline {
      _ = wait(until: deadline)
      while takeReadyLine() != nil {}
    }
  }

  /// Takes every edge that waits on a line.
  func takeEdges(_ line: LineID = .button) -> [EdgeRecord] {
    var edges: [EdgeRecord] = []
    while case .edge(let edge) = takeRecord(from: line) { edges.append(edge) }
    return edges
  }

  /// Takes everything that waits on the console, written for people.
  func takeSerial(_ line: LineID = .console) -> [String] {
    var items: [String] = []
    while case .serial(let record) = takeRecord(from: line) { items.append(record.text) }
    return items
  }

  func transmit(_ text: String) throws -> Int {
    let bytes = Array(text.utf8)
    return try transmit(bytes.span, on: .console)
  }
}

extension SerialRecord {
  var text: String {
    switch kind {
    case .bytes:
      String(decoding: (0..<Int(count)).map { byte(at: $0) }, as: UTF8.self)
    case .framing, .parity: "<\(kind) \(byte(at: 0))>"
    case .overrun: "<overrun \(count)>"
    case .hangup, .connected, .room: "<\(kind) \(generation)>"
    case .modemLines: "<modem \(modemLines.rawValue) after \(count)>"
    case .breakSignal: "<break>"
    }
  }
}
