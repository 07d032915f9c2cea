public import BoardHAL

extension MockBoard {
  /// Switches the resistor that holds a pin, as somebody does who solders one on or takes it off.
  ///
  /// Opening a line on the pin switches it again, to what the line asks for.
  ///
  /// - Throws: `noSuchPin`, or `gone` when the pin's chip was unplugged.
  public func pull(_ pin: Pin, _ pull: Pull) throws(BoardError) {
    let index = try index(of: pin)
    if pins[index].isGone { throw .gone(pin.description) }
    pins[index].pull = pull
    settle(pins[index].net)
  }

  /// True once the pin's chip was unplugged.
  ///
  /// - Throws: `noSuchPin`.
  public func isGone(_ pin: Pin) throws(BoardError) -> Bool { pins[try index(of: pin)].isGone }
}
