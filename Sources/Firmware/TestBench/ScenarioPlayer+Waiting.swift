import BoardHAL
import BoardHALMock
import Firmware

extension ScenarioPlayer {
  /// Lets time pass.
  func wait(_ length: Nanoseconds) -> Outcome? {
    guard case .ended(let outcome) = run(until: firmware.now + length, or: { false }) else {
      return nil
    }
    return outcome
  }

  /// Waits until a device has told something since the last such step.
  func wait(
    for event: DeviceEvent, of name: String, _ timeout: Nanoseconds, at step: ScenarioStep
  ) throws(ScenarioFailure) -> Outcome? {
    guard let device = firmware.device(named: name),
      let code = firmware.code(ofEvent: event.rawValue, of: device)
    else {
      throw failure(.expectation, step, "the firmware has no event \(name).\(event.rawValue)")
    }
    let start = firmware.now
    switch run(until: start + timeout, or: { [events] in events.take(code, of: device) }) {
    case .satisfied: return nil
    case .ended(let outcome): return outcome
    case .expired:
      let seen = events.names(in: firmware)
      throw timedOut(
        step, "\(name).\(event.rawValue)", timeout, since: start,
        saw: seen.isEmpty ? "no event" : seen.joined(separator: ", "))
    }
  }

  /// Waits until the board has sent these bytes since the last such step on the port.
  func wait(
    for bytes: [UInt8], on port: SerialPortDescription, _ timeout: Nanoseconds,
    at step: ScenarioStep
  ) throws(ScenarioFailure) -> Outcome? {
    var heard =
      if let known = heard[port.name] { known } else {
        HeardBytes(try ask(step) { () throws(BoardError) in try board.peer(on: port.name) })
      }
    heard.rewind()
    defer { self.heard[port.name] = heard }
    let start = firmware.now
    let end = start + timeout
    while true {
      // A byte that reaches the peer does not wake the firmware, so each is waited for by itself.
      let next = board.nextHappening.map { min($0, end) } ?? end
      switch run(until: next, or: { heard.take(bytes) }) {
      case .satisfied: return nil
      case .ended(let outcome): return outcome
      case .expired where next < end: continue
      case .expired:
        throw timedOut(
          step, "\(HeardBytes.quoted(bytes)) from \(port.name)", timeout, since: start,
          saw: heard.quoted)
      }
    }
  }

  private func timedOut(
    _ step: ScenarioStep, _ wanted: String, _ timeout: Nanoseconds, since start: BoardInstant,
    saw: String
  ) -> ScenarioFailure {
    failure(
      .timeout, step,
      "expected \(wanted) within \(timeout.text) of \(start.secondsText), saw \(saw)")
  }
}
