package import BoardHAL

/// What an application does to a firmware from outside, by number: for whoever replays it.
extension Firmware {
  /// Posts an action to a device, as the application does.
  package func replayAction(_ code: UInt8, _ text: EventText, to device: DeviceID) {
    _ = post(code, text: text, to: device)
  }

  /// Opens or closes a line's gate, as the owner of its connection does.
  package func replayGate(_ isActive: Bool, _ line: LineID) {
    dispatcher.setActive(isActive, line)
  }
}
