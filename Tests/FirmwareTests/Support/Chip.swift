import BoardHAL
import BoardHALMock
import Firmware

/// A board with two pins on each of two chips, and the lines on them.
struct TwoChips {
  /// The chips' labels, in the order in which the kernel numbered them at this start.
  let chips: [String]

  init(chips: [String] = ["soc", "expander"]) {
    self.chips = chips
  }

  /// The pin of a chip: `offset` is 0 or 1.
  func pin(_ chip: String, _ offset: Int) -> Pin {
    let position = 1 + offset + (chip == "soc" ? 0 : 2)
    return Pin(chip: chip, number: position, offset: offset, header: "J1", position: position)
  }

  var description: BoardDescription {
    let pins = chips.flatMap { chip in (0...1).map { pin(chip, $0) } }
    return BoardDescription(
      name: "two", title: "two chips",
      chips: chips.map { ChipDescription(label: $0, lineCount: 2) },
      header: HeaderDescription(
        name: "J1", pins: pins.map { HeaderPin(position: $0.position, kind: .gpio($0)) }),
      serialPorts: [],
      limits: ElectricalLimits(supplyMillivolts: 3300, inputMaximumMillivolts: 3300))
  }

  func board(withoutInterrupts labels: Set<String> = []) -> MockBoard {
    var configuration = MockConfiguration()
    configuration.chipsWithoutInterrupts = labels
    return MockBoard(description, configuration: configuration)
  }
}

/// Writes down the edges of its line, and what its pin meant when it was told.
struct EdgeKeeper: InterruptDriven {
  enum Action: UInt8, DeviceCode {
    /// Look at the pin.
    case look
    /// Want interrupts, or not.
    case activate, deactivate
    /// Enter the line, if it is still there.
    case enter
  }

  struct LineState { var served = 0 }

  var edges: [EdgeRecord] = []
  var looks: [LineValue?] = []
  var entered: [Int?] = []

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<EdgeRecord?> {
    line.served += 1
    return .deferred(interrupt.acknowledge())
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord?>, _ context: borrowing DispatchContext<EdgeKeeper>
  ) {
    batch.forEach { item in
      if case .value(let edge?) = item { edges.append(edge) }
    }
  }

  mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<EdgeKeeper>
  ) {
    switch action {
    case .look: looks.append(context.value())
    case .activate: context.setActive(true)
    case .deactivate: context.setActive(false)
    case .enter: entered.append(context.withLine { $0.served }.value)
    }
  }
}
