import BoardHAL
import BoardHALMock
import Firmware

/// Serial ports and lamps: what the far end does, and what it heard.
extension Session {
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
      guard let name = place.device?.name, let device = firmware.device(named: name),
        let code = firmware.code(ofAction: state.rawValue, of: device)
      else {
        throw .unsupported(
          "\"\(state.rawValue)\" for \(place.name)", remedy: "set a pin high, low or free")
      }
      if firmware.post(code, text: EventText(), to: device) == .refused {
        throw .busy(name, holder: "its full queue of actions")
      }
      return ["\(name) is asked: \(state.rawValue)"]
    }
  }

  /// What the board has sent on a port since this was asked last.
  func heard(_ port: SerialPortDescription) throws(VerbError) -> [String] {
    do throws(BoardError) {
      let since = heardUntil[port.name]
      let fresh = try mock.peer(on: port.name).arrivals.filter { arrival in
        since.map { arrival.time > $0 } ?? true
      }
      heardUntil[port.name] = fresh.last?.time ?? since
      return [Quoted.text(String(decoding: fresh.map(\.byte), as: UTF8.self))]
    } catch {
      throw VerbError("\(error)")
    }
  }
}
