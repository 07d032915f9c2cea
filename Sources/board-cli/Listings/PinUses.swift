import BoardHAL

/// What the pins of a board are used for by a wiring.
struct PinUses {
  private var uses: [Pin: String] = [:]

  init(_ wiring: WiringDescription) {
    for device in wiring.devices {
      if let pin = device.pin { uses[pin] = device.name }
      if let pin = device.port?.transmit { uses[pin] = "\(device.name) sends" }
      if let pin = device.port?.receive { uses[pin] = "\(device.name) receives" }
    }
  }

  /// What a pin is used for, or nil when it is free.
  subscript(pin: Pin) -> String? { uses[pin] }
}
