public import BoardHAL

/// A board that exists only in memory: firmware runs on it as on a real one, in virtual time.
///
/// What the world does to the board is written on a timeline: waveforms on pins, bytes from a
/// serial peer, a cable that is pulled. Time moves only while firmware waits, straight to the next
/// thing on the timeline, so that a test takes no longer than its work and gives the same result
/// every time. Whatever is due now has already happened when a call returns.
///
///     let board = MockBoard(description)
///     try board.drive(button, "__-_-----", each: .milliseconds(1))
///     // … run firmware on the board …
///     #expect(try board.waveform(of: lamp, each: .milliseconds(1), to: end) == "______---")
///
/// The mock knows more than firmware can: losses are counted here even where a kernel would keep
/// silent, every call is in `takeAccesses`, and what is wrong with the wiring is in
/// `wiringFaults`.
public final class MockBoard {
  /// What the board has.
  public let description: BoardDescription

  /// How much it holds.
  public let configuration: MockConfiguration

  /// The time on the board's clock; moves only in `wait`.
  public internal(set) var now = BoardInstant.start

  var timeline = Timeline<Happening>()
  var pins: [PinState]
  var nets: [Net]
  var lines: [Attachment?] = []
  var ready = ReadyLines()
  var outputs: [MockOutput] = []
  var links: [SerialLink]
  var registers = RegisterBank()
  var registerLinks: [RegisterLink] = []
  var faults = FaultScript()
  var accesses: BoundedLog<MockAccess>
  var wiringFaultLog: BoundedLog<WiringFault>

  private let pinIndices: [PinAddress: Int]

  /// Makes a board on which nothing is driven and nothing is open.
  public init(
    _ description: BoardDescription, configuration: MockConfiguration = MockConfiguration()
  ) {
    self.description = description
    self.configuration = configuration
    let pins = description.pins
    self.pins = pins.enumerated().map { index, pin in
      PinState(pin, net: index, historyCapacity: configuration.historyCapacity)
    }
    nets = pins.indices.map { Net(members: [$0]) }
    pinIndices = Dictionary(
      pins.enumerated().map { index, pin in (PinAddress(pin), index) },
      uniquingKeysWith: { first, _ in first })
    links = description.serialPorts.map { SerialLink($0, configuration: configuration) }
    accesses = BoundedLog(capacity: configuration.accessCapacity)
    wiringFaultLog = BoundedLog(capacity: configuration.historyCapacity)
    for net in nets.indices { settle(net) }
  }

  /// The index of a pin of this board.
  func index(of pin: Pin) throws(BoardError) -> Int {
    guard let index = pinIndices[PinAddress(pin)] else { throw .noSuchPin(pin) }
    return index
  }

  /// What an open line is attached to.
  ///
  /// - Precondition: the line is open.
  func attachment(of line: LineID) -> Attachment {
    guard lines.indices.contains(line.index), let attachment = lines[line.index] else {
      preconditionFailure("line \(line.index) is not open on this board")
    }
    return attachment
  }

  /// What identifies a pin, whatever else is known about it.
  struct PinAddress: Hashable {
    let chip: String
    let offset: Int

    init(_ pin: Pin) {
      chip = pin.chip
      offset = pin.offset
    }
  }
}
