import BoardHAL

extension HeaderPin {
  /// What people call the pin: `GPIO17`, `3V3`.
  var name: String {
    switch kind {
    case .gpio(let pin): "GPIO\(pin.number)"
    case .supply3V3: "3V3"
    case .supply5V: "5V"
    case .ground: "GND"
    }
  }
}
