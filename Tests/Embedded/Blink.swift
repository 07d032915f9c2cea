// A lamp that blinks while a contact is closed, and a debounced button: the whole public way from
// an edge to an output, compiled for a microcontroller, without run-time metadata or an operating
// system. `make embedded` does it.

import BoardHAL
import Firmware

/// The least that a board is: nothing asks by itself, and outputs remember what they were told.
final class SmallBoard: Backend {
  var outputs: [LineValue] = []
  var now = BoardInstant.start
  let capabilities = Capabilities(
    hasVirtualTime: false, hasSequenceNumbers: false, hasDebounce: false)

  func open(_ source: LineSource, as line: LineID) throws(BoardError) {}
  func close(_ line: LineID) {}
  func takeReadyLine() -> LineID? { nil }
  func takeRecord(from line: LineID) -> LineRecord? { nil }
  func wait(until deadline: BoardInstant?) -> Bool {
    guard let deadline else { return false }
    now = deadline
    return true
  }
  func value(of line: LineID) throws(BoardError) -> LineValue { .inactive }
  func readRegister(_ register: RegisterID) -> UInt32 { 0 }
  func writeRegister(_ register: RegisterID, _ value: UInt32) {}
  func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    outputs.append(initial)
    return OutputID(outputs.count - 1)
  }
  func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {
    outputs[output.index] = value
  }
  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int { 0 }
  func enterSafeState() {}
}

/// Blinks while its contact is closed.
struct Blinker: InterruptDriven {
  struct LineState {
    var edges = 0
  }

  let output: OutputID
  var value = LineValue.inactive
  var presses = 0

  static var timerCount: Int { 1 }

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<EdgeRecord> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    line.edges += 1
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Blinker>
  ) {
    batch.forEach { item in
      guard case .value(let edge) = item else { return }
      if edge.value == .active { presses += 1 }
      light(edge.value, context)
    }
    if value == .active {
      context.arm(0, after: .milliseconds(250), every: .milliseconds(250))
    } else {
      context.cancel(0)
    }
  }

  mutating func expired(
    _ timer: Int, periods: Int, _ context: borrowing DispatchContext<Blinker>
  ) {
    light(value.toggled, context)
  }

  private mutating func light(_ new: LineValue, _ context: borrowing DispatchContext<Blinker>) {
    value = new
    context.drive(output, new)
  }
}

@main
struct Blink {
  static func main() throws(FirmwareError) {
    var limits = Limits()
    limits.lines = 2
    limits.devices = 2
    limits.connections = 2
    limits.deferredCalls = 2
    limits.trace = 1
    let firmware = Firmware(on: SmallBoard(), limits: limits)
    let device = try firmware.connect(
      Blinker(output: OutputID(0)), named: "blinker", to: .software("contact"), level: 4,
      state: Blinker.LineState())
    try firmware.connect(
      Button(), named: "button", to: .software("button"), level: 5, state: Button.LineState())
    let edge = EdgeRecord(time: firmware.now, edge: .rising, value: .active, sequence: 1)
    _ = firmware.latch(.edge(edge), on: firmware.lines(of: device.id)[0])
    firmware.run(until: .start + .seconds(10))
  }
}
