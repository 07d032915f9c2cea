/// A push button between a pin and ground or supply.
public struct ButtonDescription: Sendable, Equatable {
  /// The pin it is on.
  public let pin: Pin

  /// The internal resistor that holds the pin while the button is open.
  public let pull: Pull

  /// The voltage of a pressed button.
  public let active: ActiveLevel

  /// The level of its interrupt.
  public let level: Level

  /// How bounce is taken out, or nil to report every edge.
  public let debounce: Debounce?

  /// How long a press lasts before `held` is reported, or nil for never.
  public let hold: Nanoseconds?

  /// Makes a button; without options one to ground, held up, settling for 30 ms.
  public init(
    pin: Pin,
    pull: Pull = .up,
    active: ActiveLevel = .low,
    level: Level,
    debounce: Debounce? = Debounce(.settle, period: .milliseconds(30)),
    hold: Nanoseconds? = nil
  ) {
    self.pin = pin
    self.pull = pull
    self.active = active
    self.level = level
    self.debounce = debounce
    self.hold = hold
  }

  /// What it can report: `held` only when there is a hold time.
  public var events: [DeviceEvent] {
    hold == nil ? [.pressed, .released] : [.pressed, .released, .held]
  }
}
