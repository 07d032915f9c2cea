/// One device of a wiring.
public struct DeviceDescription: Sendable, Equatable {
  /// The kinds of device there are, each with what only it needs.
  public enum Kind: Sendable, Equatable {
    case button(ButtonDescription)
    case led(LEDDescription)
    case console(ConsoleDescription)
  }

  /// What reactions, scenarios and firmware call it.
  public let name: String

  /// What it is.
  public let kind: Kind

  /// Makes a device.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The level its interrupt is served at, or nil for a device that never interrupts.
  public var level: Level? {
    switch kind {
    case .button(let button): button.level
    case .led: nil
    case .console(let console): console.level
    }
  }

  /// The GPIO pin it is on, or nil for a device on a serial port.
  public var pin: Pin? {
    switch kind {
    case .button(let button): button.pin
    case .led(let led): led.pin
    case .console: nil
    }
  }

  /// The serial port it is on, or nil for a device on a pin.
  public var port: SerialPortDescription? {
    guard case .console(let console) = kind else { return nil }
    return console.port
  }

  /// The events it can report.
  public var events: [DeviceEvent] {
    switch kind {
    case .button(let button): button.events
    case .led: []
    case .console: [.line]
    }
  }

  /// The actions it can be asked for.
  public var actions: [DeviceAction] {
    switch kind {
    case .button: []
    case .led: [.on, .off, .toggle]
    case .console: [.write]
    }
  }
}
