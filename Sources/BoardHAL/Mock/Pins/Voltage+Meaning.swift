internal import BoardHAL

extension Voltage {
  /// The voltage that gives a line of this active level this meaning.
  init(_ value: LineValue, active: ActiveLevel) {
    self = (value == .active) == (active == .high) ? .high : .low
  }

  /// What this voltage means on a line of this active level.
  func value(active: ActiveLevel) -> LineValue {
    (self == .high) == (active == .high) ? .active : .inactive
  }
}
