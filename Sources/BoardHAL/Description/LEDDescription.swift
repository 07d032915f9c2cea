/// A lamp, or anything else that is on or off, driven by a pin.
public struct LEDDescription: Sendable, Equatable {
  /// On or off, whatever voltage that takes.
  public enum State: String, Sendable, Hashable, CaseIterable {
    case on, off
  }

  /// The pin that drives it.
  public let pin: Pin

  /// The voltage of a lit lamp.
  public let active: ActiveLevel

  /// Its state once the firmware has started.
  public let initial: State

  /// Its state on every exit that the process can see.
  public let safe: State

  /// Makes an LED; without options one to ground that starts and ends dark.
  public init(
    pin: Pin, active: ActiveLevel = .high, initial: State = .off, safe: State = .off
  ) {
    self.pin = pin
    self.active = active
    self.initial = initial
    self.safe = safe
  }
}
