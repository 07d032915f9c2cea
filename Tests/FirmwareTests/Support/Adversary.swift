import BoardHAL
import BoardHALMock
import Firmware

/// An interleaver made of a closure: does its worst at the places it chooses.
final class Adversary: Interleaver {
  private let act: (SchedulePoint, Int) -> Void

  init(_ act: @escaping (SchedulePoint, Int) -> Void) {
    self.act = act
  }

  func reach(_ point: SchedulePoint, on processor: Int) {
    act(point, processor)
  }
}

/// A board with one button on GPIO17, to be pressed by hand.
struct WiringOfOneButton {
  let board: MockBoard
  let firmware: Firmware
  let pin = Pin(chip: "mock", number: 17, offset: 17, header: "J8", position: 11)

  init(limits: Limits = Limits()) throws {
    board = MockBoard(
      BoardDescription(
        name: "one", title: "one pin", chips: [ChipDescription(label: "mock", lineCount: 32)],
        header: HeaderDescription(
          name: "J8", pins: [HeaderPin(position: 11, kind: .gpio(pin))]),
        serialPorts: [],
        limits: ElectricalLimits(supplyMillivolts: 3300, inputMaximumMillivolts: 3300)))
    firmware = Firmware(on: board, limits: limits)
  }

  var source: LineSource {
    .edges(LineSource.EdgeLine(pin: pin, pull: .up, active: .low))
  }

  /// Holds the button down for a while, in virtual time.
  func press(for time: Nanoseconds) throws {
    try board.press(pin)
    try board.release(pin, at: firmware.now + time)
    firmware.run(until: firmware.now + time + .milliseconds(1))
  }
}
