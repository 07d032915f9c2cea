import BoardHAL
import BoardHALMock
import Firmware
import FirmwareLive

/// The world around a real board: what its lines and ports let one do and see from here.
///
/// Inputs belong to the world, so that nothing presses a button or lets time pass. Outputs can be
/// set by way of their devices, and bytes can leave through a port.
final class LinuxSurroundings: Surroundings {
  let firmware: Firmware
  private let engine: LiveEngine
  private let wiring: WiringDescription
  private let lamps: [LEDDescription]
  private var ports = PortMeters()

  init(_ engine: LiveEngine, _ firmware: Firmware, _ wiring: WiringDescription) {
    self.engine = engine
    self.firmware = firmware
    self.wiring = wiring
    // In the order in which a wiring's outputs are opened, and so are numbered.
    lamps = wiring.devices.compactMap { device in
      if case .led(let led) = device.kind { led } else { nil }
    }
  }

  func perform(_ verb: Verb) throws(BoardError) -> [String] {
    switch verb {
    case .set(let place, let state): return try set(place, state)
    case .send(let port, let bytes): return try send(bytes, on: port)
    default:
      throw .unsupported(
        "\"\(verb.word ?? "this")\" on a real board",
        remedy: "there the world does it; --hal mock plays the world")
    }
  }

  /// Voltages are asked of the device that drives the pin, so that it knows.
  private func set(_ place: Place, _ state: SetState) throws(BoardError) -> [String] {
    guard let lamp = lamps.first(where: { $0.pin == place.pin }) else {
      throw .unsupported(
        "\"set\" for \(place.name)",
        remedy: "no device drives it; inputs are driven by what is wired to them")
    }
    let isOn: Bool
    switch state {
    case .on, .off, .toggle:
      return try ask(place, state.rawValue, remedy: "set a lamp on, off or toggle")
    case .high: isOn = lamp.active == .high
    case .low: isOn = lamp.active == .low
    case .free:
      throw .unsupported(
        "letting go of \(place.name)", remedy: "its device drives it until the session ends")
    }
    return try ask(place, isOn ? "on" : "off", remedy: "set a lamp on, off or toggle")
  }

  private func send(
    _ bytes: [UInt8], on port: SerialPortDescription
  ) throws(BoardError) -> [String] {
    guard let line = receiver(of: port) else {
      throw .unsupported(
        "\"send\" on \(port.name)", remedy: "no device of the wiring has the port open")
    }
    let count = try firmware.board.transmit(bytes.span, on: line)
    guard count == bytes.count else {
      throw .busy(
        port.name, holder: "its full buffer, which took \(count) of \(bytes.count) bytes")
    }
    return ["\(bytes.count) bytes out of \(port.name)"]
  }

  /// The line of an open port, or nil.
  private func receiver(of port: SerialPortDescription) -> LineID? {
    firmware.lines.first { line in
      guard case .serialReceive(port.name, _)? = firmware.source(of: line) else { return false }
      return true
    }
  }

  func voltage(of pin: Pin) throws(BoardError) -> Voltage {
    if let number = lamps.firstIndex(where: { $0.pin == pin }) {
      return try engine.value(of: OutputID(number)).voltage(where: lamps[number].active)
    }
    for line in firmware.lines {
      guard case .edges(let settings)? = firmware.source(of: line), settings.pin == pin else {
        continue
      }
      // A line whose chip is gone is closed on the board.
      if isGone(line) { throw .gone(pin.description) }
      return try firmware.board.value(of: line).voltage(where: settings.active)
    }
    throw .unsupported(
      "looking at \(pin)", remedy: "no device of the wiring has it; `board-cli get` asks for it")
  }

  private func isGone(_ line: LineID) -> Bool {
    firmware.owners(of: line).first.flatMap { firmware.info(of: $0, on: line) }?.isGone ?? true
  }

  func isPluggedIn(_ port: SerialPortDescription) throws(BoardError) -> Bool {
    ports.isConnected(port.name)
  }

  func heard(on port: SerialPortDescription) throws(BoardError) -> [UInt8] {
    ports.takeSent(port.name)
  }

  var counters: [OutsideCount] {
    var counters: [OutsideCount] = []
    for line in firmware.lines {
      let label = firmware.label(of: line)
      guard case .edges? = firmware.source(of: line), !isGone(line) else { continue }
      let tally = engine.edgeTally(of: line)
      for (what, count) in [
        ("edges delivered", tally.delivered), ("lost in full buffers", tally.overflowed),
        ("merged below", tally.merged), ("of the direction before", tally.sameDirection),
        ("made from the level", tally.resynced),
      ] { counters.append(OutsideCount(of: label, what: what, count: count)) }
    }
    return counters + ports.counters
  }

  /// None: nobody but the mock watches the wiring itself.
  var faults: [String] { [] }

  func add(_ event: TraceEvent) {
    ports.add(event) { line in
      guard case .serialReceive(let port, _)? = firmware.source(of: line) else { return nil }
      return port
    }
  }
}

extension LineValue {
  /// The voltage that means this on a line where `active` is the voltage that means active.
  fileprivate func voltage(where active: ActiveLevel) -> Voltage {
    (self == .active) == (active == .high) ? .high : .low
  }
}
