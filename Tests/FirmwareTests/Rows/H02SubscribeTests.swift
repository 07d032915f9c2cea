import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// A line is opened first and its value sampled second, so that no edge falls between the two.
@Suite struct H02SubscribeTests {
  private static let pin = Pin(chip: "mock", number: 17, offset: 17, header: "J8", position: 11)

  private static let description = BoardDescription(
    name: "one-pin", title: "One pin", chips: [ChipDescription(label: "mock", lineCount: 28)],
    header: HeaderDescription(name: "J8", pins: [HeaderPin(position: 11, kind: .gpio(pin))]),
    serialPorts: [],
    limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300))

  /// Presses before the call of this number; how many calls there were, and what was told.
  private func press(before call: Int) throws -> (calls: Int, events: [Button.Event]) {
    let mock = MockBoard(Self.description)
    let board = MeddledBoard(mock)
    board.onCall = { number in
      if number == call {
        #expect(throws: Never.self) { try mock.drive(Self.pin, to: .high) }
      }
    }
    let firmware = Firmware(on: board)
    _ = try firmware.connect(
      Button(debounce: nil), named: "button", to: .edges(of: Self.pin, pull: .down), level: 4,
      state: Button.LineState())
    firmware.run(until: .start + .milliseconds(10))
    let calls = board.calls
    board.onCall = nil
    try mock.drive(Self.pin, to: .low)
    firmware.run(until: .start + .milliseconds(20))
    var events: [Button.Event] = []
    while let event = firmware.takeEvent() {
      events.append(try #require(Button.Event(rawValue: event.code)))
    }
    return (calls, events)
  }

  @Test("H02 L54 a press at every step of connecting is seen, as an edge or as a level")
  func everyStep() throws {
    let calls = try press(before: -1).calls
    #expect(calls > 3)
    for call in 0..<calls {
      let events = try press(before: call).events
      // Down before the line was opened is no press; but whatever came first, its end is told.
      #expect(events == [.released] || events == [.pressed, .released], "before call \(call)")
    }
    #expect(try press(before: 0).events == [.released])
    #expect(try press(before: calls - 1).events == [.pressed, .released])
  }
}
