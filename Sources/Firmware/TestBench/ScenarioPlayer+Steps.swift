import BoardHAL
import BoardHALMock
import Firmware

extension ScenarioPlayer {
  /// Plays one step; returns an outcome when the scenario ends here without having failed.
  func play(_ step: ScenarioStep) throws(ScenarioFailure) -> Outcome? {
    switch step.action {
    case .delay(let length):
      return wait(length)
    case .waveform(let pin, let waveform):
      try ask(step) { () throws(BoardError) in
        try board.drive(pin, Waveform(levels: waveform.levels), each: waveform.each)
      }
      return wait(waveform.each * Int64(waveform.levels.count))
    case .waitSerial(let port, let bytes, let timeout):
      return try wait(for: bytes, on: port, timeout, at: step)
    case .expectEvent(let device, let event, let timeout):
      return try wait(for: event, of: device, timeout, at: step)
    case .expectPin(let pin, let isHigh):
      try expect(pin, isHigh: isHigh, at: step)
    case .press, .release, .writeSerial, .serialEvent:
      try ask(step) { () throws(BoardError) in try set(off: step.action) }
    }
    return nil
  }

  /// Does what takes no time; what it sets off is on the board's timeline.
  private func set(off action: ScenarioStep.Action) throws(BoardError) {
    switch action {
    case .press(let device, let bounce):
      guard let (pin, contact) = button(device) else { return }
      try board.press(pin, to: contact, bounce: Bounce(bounce, closing: true))
    case .release(let device, let bounce):
      guard let (pin, contact) = button(device) else { return }
      try board.release(pin, from: contact, bounce: Bounce(bounce, closing: false))
    case .writeSerial(let port, let bytes):
      try board.peer(on: port.name).send(bytes)
    case .serialEvent(let port, let event):
      try board.peer(on: port.name).perform(event)
    default:
      return
    }
  }

  /// The pin of a button, and what its contact connects the pin to.
  private func button(_ name: String) -> (pin: Pin, contact: Voltage)? {
    guard case .button(let button)? = wiring.device(named: name)?.kind else { return nil }
    return (button.pin, button.active == .low ? .low : .high)
  }

  private func expect(
    _ pin: Pin, isHigh: Bool, at step: ScenarioStep
  ) throws(ScenarioFailure) {
    let seen = try ask(step) { () throws(BoardError) in try board.voltage(of: pin) }
    let wanted: Voltage = isHigh ? .high : .low
    guard seen != wanted else { return }
    let (thing, words) = meaning(of: pin)
    throw failure(
      .expectation, step,
      "expected \(thing) to be \(words(wanted)) at \(firmware.now.secondsText), saw \(words(seen))")
  }

  /// What people call the thing on a pin, and what its voltages mean.
  private func meaning(of pin: Pin) -> (thing: String, words: (Voltage) -> String) {
    guard let device = wiring.devices.first(where: { $0.pin == pin }),
      case .led(let led) = device.kind
    else { return (pin.description, { $0 == .high ? "high" : "low" }) }
    return (device.name, { ($0 == .high) == (led.active == .high) ? "on" : "off" })
  }

  func failure(
    _ kind: ScenarioFailure.Kind, _ step: ScenarioStep, _ message: String
  ) -> ScenarioFailure {
    ScenarioFailure(kind, file: scenario.file, line: step.line, message: message)
  }

  /// Asks something of the board; its refusal becomes a failure of the step.
  func ask<Result>(
    _ step: ScenarioStep, _ body: () throws(BoardError) -> Result
  ) throws(ScenarioFailure) -> Result {
    do throws(BoardError) {
      return try body()
    } catch {
      throw failure(.board, step, error.description)
    }
  }
}

extension Bounce {
  /// The bounce that a step carries, or a clean edge.
  fileprivate init(_ waveform: ScenarioStep.Waveform?, closing: Bool) {
    guard let waveform else {
      self = .clean
      return
    }
    self.init(levels: waveform.levels, each: waveform.each, closing: closing)
  }
}

extension SerialPeer {
  /// The byte that arrives damaged: every other bit set, as line noise might leave it.
  private static let noise: UInt8 = 0x55

  /// Lets something happen to the port.
  fileprivate func perform(_ event: ScenarioStep.SerialEvent) {
    switch event {
    case .hangup: hangUp()
    case .reconnect: reconnect()
    case .break: sendBreak()
    case .overrun: sendOverrun()
    case .framing: sendFraming(Self.noise)
    case .parity: sendParity(Self.noise)
    }
  }
}
