import BoardHAL
import BoardHALMock
import Firmware

/// What pins and devices are at this moment, and the gates of lines.
extension Session {
  /// One place, or every device.
  func values(_ place: Place?) throws(VerbError) -> [String] {
    do throws(BoardError) {
      if let place { return [try value(of: place)] }
      var lines: [String] = []
      for device in wiring.devices {
        if let pin = device.pin {
          lines.append(try value(of: Place(pin: pin, device: device)))
        } else if let port = device.port {
          let isPluggedIn = try surroundings.isPluggedIn(port)
          lines.append(
            "\(device.name) on \(port.name), \(isPluggedIn ? "plugged in" : "unplugged")")
        }
      }
      return lines
    } catch {
      throw VerbError("\(error)")
    }
  }

  private func value(of place: Place) throws(BoardError) -> String {
    let voltage = try surroundings.voltage(of: place.pin)
    let volts = "\(place.pin) is \(voltage == .high ? "high" : "low")"
    guard let device = place.device, let meaning = device.kind.meaning(of: voltage) else {
      return volts
    }
    return "\(device.name) is \(meaning), \(volts)"
  }

  /// What the board has sent on a port since this was asked last.
  func heard(_ port: SerialPortDescription) throws(VerbError) -> [String] {
    do throws(BoardError) {
      return [Quoted.text(String(decoding: try surroundings.heard(on: port), as: UTF8.self))]
    } catch {
      throw VerbError("\(error)")
    }
  }

  /// Holds the line of a device back, or lets it go.
  func setMasked(_ isMasked: Bool, _ device: DeviceDescription) throws(VerbError) -> [String] {
    guard let id = firmware.device(named: device.name), let line = firmware.lines(of: id).first
    else { throw VerbError("\(device.name) has no line any more") }
    if isMasked { firmware.mask(line) } else { firmware.unmask(line) }
    return ["\(firmware.label(of: line)) is \(firmware.isMasked(line) ? "masked" : "unmasked")"]
  }
}

extension DeviceDescription.Kind {
  /// What a voltage means to people, or nil where it means nothing.
  func meaning(of voltage: Voltage) -> String? {
    switch self {
    case .button(let button):
      (voltage == .high) == (button.active == .high) ? "pressed" : "released"
    case .led(let led): (voltage == .high) == (led.active == .high) ? "on" : "off"
    case .console: nil
    }
  }
}
