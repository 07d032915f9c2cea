import Firmware

/// What devices have told since a scenario last expected an event.
///
/// A class, because the firmware's handler writes it while a step of the scenario waits.
final class EventLog {
  private var entries: [(device: DeviceID, code: UInt8)] = []

  /// Every event, oldest first, as `button.pressed`.
  func names(in firmware: Firmware) -> [String] {
    entries.map {
      "\(firmware.name(of: $0.device)).\(firmware.name(ofEvent: $0.code, of: $0.device))"
    }
  }

  func append(_ event: DeviceEventRecord) {
    entries.append((event.device, event.code))
  }

  /// Takes the first such event and all before it; false when there is none.
  func take(_ code: UInt8, of device: DeviceID) -> Bool {
    guard let index = entries.firstIndex(where: { $0.device == device && $0.code == code }) else {
      return false
    }
    entries.removeSubrange(...index)
    return true
  }
}
