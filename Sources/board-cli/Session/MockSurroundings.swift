import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench

/// The world around a mock board: all of it can be done from here.
final class MockSurroundings: Surroundings {
  let mock: MockBoard
  let firmware: Firmware
  let wiring: WiringDescription

  /// When `heard` last showed what a port sent.
  private var heardUntil: [String: BoardInstant] = [:]

  init(_ mock: MockBoard, _ firmware: Firmware, _ wiring: WiringDescription) {
    self.mock = mock
    self.firmware = firmware
    self.wiring = wiring
  }

  func perform(_ verb: Verb) throws(BoardError) -> [String] {
    switch verb {
    case .press(let device, let length): return try press(device, length)
    case .release(let device): return try release(device)
    case .pulse(let place, let length): return try pulse(place, length)
    case .wave(let place, let waveform, let each):
      try mock.drive(place.pin, waveform, each: each)
      return ["\(place.name) is driven for \((each * Int64(waveform.voltages.count)).text)"]
    case .turn(let a, let b, let steps, let each): return try turn(a, b, steps, each)
    case .pull(let place, let pull):
      try mock.pull(place.pin, pull)
      return ["\(place.pin) is pulled \(pull == .none ? "nowhere" : pull.rawValue)"]
    case .wire(let a, let b):
      try mock.wire(a.pin, b.pin)
      return ["\(a.pin) and \(b.pin) are wired"]
    case .lose(let place, let count):
      try mock.loseNextEdges(count, on: place.pin)
      return ["the next \(count) edges of \(place.pin) are lost"]
    case .storm(let device, let count, let each): return try storm(device, count, each)
    case .unplug(.pin(let place)):
      try mock.unplug(place.pin)
      return ["\(place.pin) is gone, until the session is started anew"]
    default: return try perform(onPort: verb)
    }
  }

  func voltage(of pin: Pin) throws(BoardError) -> Voltage {
    if try mock.isGone(pin) { throw .gone(pin.description) }
    return try mock.voltage(of: pin)
  }

  func isPluggedIn(_ port: SerialPortDescription) throws(BoardError) -> Bool {
    try mock.peer(on: port.name).isConnected
  }

  func heard(on port: SerialPortDescription) throws(BoardError) -> [UInt8] {
    let since = heardUntil[port.name]
    let fresh = try mock.peer(on: port.name).arrivals.filter { arrival in
      since.map { arrival.time > $0 } ?? true
    }
    heardUntil[port.name] = fresh.last?.time ?? since
    return fresh.map(\.byte)
  }

  var faults: [String] { mock.wiringFaults.map { "\($0)" } }

  /// Nothing: the mock keeps books of its own.
  func add(_ event: TraceEvent) {}

  private func press(
    _ device: DeviceDescription, _ length: Nanoseconds?
  ) throws(BoardError) -> [String] {
    guard case .button(let button) = device.kind else { return [] }
    let contact: Voltage = button.active == .low ? .low : .high
    try mock.press(button.pin, to: contact)
    guard let length else { return ["\(device.name) is pressed"] }
    try mock.release(button.pin, from: contact, at: firmware.now + length)
    return ["\(device.name) is pressed for \(length.text)"]
  }

  private func release(_ device: DeviceDescription) throws(BoardError) -> [String] {
    guard case .button(let button) = device.kind else { return [] }
    try mock.release(button.pin, from: button.active == .low ? .low : .high)
    return ["\(device.name) is released"]
  }

  private func pulse(_ place: Place, _ length: Nanoseconds) throws(BoardError) -> [String] {
    let voltage = try mock.voltage(of: place.pin).opposite
    try mock.drive(place.pin, to: voltage)
    try mock.letGo(of: place.pin, at: firmware.now + length)
    return ["\(place.name) is \(voltage == .high ? "high" : "low") for \(length.text)"]
  }

  /// Both contacts go to ground, one a quarter of a step behind the other.
  private func turn(
    _ a: Place, _ b: Place, _ steps: Int, _ each: Nanoseconds?
  ) throws(BoardError) -> [String] {
    let quarter = each ?? .milliseconds(1)
    let (first, second) = steps < 0 ? (b, a) : (a, b)
    for step in 0..<Int64(steps.magnitude) {
      let start = firmware.now + quarter * (4 * step)
      try mock.drive(first.pin, to: .low, at: start)
      try mock.drive(second.pin, to: .low, at: start + quarter)
      try mock.letGo(of: first.pin, at: start + quarter * 2)
      try mock.letGo(of: second.pin, at: start + quarter * 3)
    }
    let time = quarter * (4 * Int64(steps.magnitude))
    return ["turned \(steps) steps on \(a.name) and \(b.name), in \(time.text)"]
  }

  private func storm(
    _ device: DeviceDescription, _ count: Int, _ each: Nanoseconds?
  ) throws(BoardError) -> [String] {
    if let port = device.port {
      let peer = try mock.peer(on: port.name)
      // The pattern of alternating bits, which is the most edges that a character can have.
      for number in 0..<Int64(count) {
        peer.send([0x55], at: each.map { firmware.now + $0 * number })
      }
      return ["\(count) bytes storm \(device.name)"]
    }
    guard let pin = device.pin else { return [] }
    let period = each ?? .microseconds(10)
    let calm = try mock.voltage(of: pin)
    for number in 0..<Int64(count) {
      let voltage = number.isMultiple(of: 2) ? calm.opposite : calm
      try mock.drive(pin, to: voltage, at: firmware.now + period * number)
    }
    if count.isMultiple(of: 2) { try mock.letGo(of: pin, at: firmware.now + period * Int64(count)) }
    return ["\(count) edges storm \(device.name), in \((period * Int64(count)).text)"]
  }
}
