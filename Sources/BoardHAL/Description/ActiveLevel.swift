/// The voltage at which a device counts as active: pressed, or lit.
///
/// A button to ground with a pull-up is active low; an LED from the pin to ground is active high.
public enum ActiveLevel: String, Sendable, Hashable, CaseIterable {
  /// Active when the pin is near 0 V.
  case low
  /// Active when the pin is near its supply.
  case high
}
