import BoardHAL
import BoardHALMock
import Firmware

/// Serial ports and lamps of a mock board: what the far end does, and what was counted.
extension MockSurroundings {
  /// Carries out a verb that is about a serial port or an output.
  func perform(onPort verb: Verb) throws(BoardError) -> [String] {
    switch verb {
    case .send(let port, let bytes):
      let peer = try mock.peer(on: port.name)
      guard peer.isConnected else { throw .gone(port.name) }
      peer.send(bytes)
      return ["\(bytes.count) bytes to \(port.name)"]
    case .disturb(let port, let disturbance):
      let peer = try mock.peer(on: port.name)
      guard peer.isConnected else { throw .gone(port.name) }
      switch disturbance {
      case .break: peer.sendBreak()
      case .framing: peer.sendFraming(0x55)
      case .parity: peer.sendParity(0x55)
      case .overrun: peer.sendOverrun()
      }
      return ["\(port.name) is disturbed: \(disturbance.rawValue)"]
    case .unplug(.port(let port)):
      try mock.peer(on: port.name).hangUp()
      return ["\(port.name) is unplugged"]
    case .plug(let port):
      try mock.peer(on: port.name).reconnect()
      return ["\(port.name) is plugged in"]
    case .set(let place, let state):
      return try set(place, state)
    default:
      return []
    }
  }

  private func set(_ place: Place, _ state: SetState) throws(BoardError) -> [String] {
    switch state {
    case .high, .low:
      try mock.drive(place.pin, to: state == .high ? .high : .low)
      return ["\(place.pin) is driven \(state.rawValue)"]
    case .free:
      try mock.letGo(of: place.pin)
      return ["\(place.pin) is let go"]
    case .on, .off, .toggle:
      return try ask(place, state.rawValue, remedy: "set a pin high, low or free")
    }
  }

  var counters: [OutsideCount] {
    var counters: [OutsideCount] = []
    for pin in wiring.devices.compactMap(\.pin) {
      guard let edges = try? mock.edgeCounters(of: pin) else { continue }
      for (what, count) in [
        ("edges", edges.edges), ("edges missed by the hardware", edges.missed),
        ("oldest dropped", edges.droppedOldest), ("newest dropped", edges.droppedNewest),
        ("discarded when unplugged", edges.discarded),
      ] { counters.append(OutsideCount(of: pin.description, what: what, count: UInt64(count))) }
    }
    for port in wiring.devices.compactMap(\.port) {
      guard let characters = try? mock.peer(on: port.name).counters else { continue }
      for (what, count) in [
        ("characters arrived", characters.arrived), ("overrun", characters.overrun),
        ("discarded", characters.discarded), ("cut off", characters.cutOff),
      ] { counters.append(OutsideCount(of: port.name, what: what, count: UInt64(count))) }
    }
    return counters
  }
}
