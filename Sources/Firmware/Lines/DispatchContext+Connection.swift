/// What a deferred call does with the connections of its device, besides entering them.
extension DispatchContext where D: InterruptDriven & ~Copyable {
  /// Says whether one of the device's connections wants interrupts: cheap, any number of times, and
  /// cannot fail (row L06).
  ///
  /// Stop the device before, and start it after. What comes meanwhile is taken off the hardware,
  /// counted as ignored, and forgotten. Others that share the line are not concerned.
  public borrowing func setActive(_ isActive: Bool, connection: Int = 0) {
    unsafe dispatcher.setActive(isActive, number: connection, of: device, on: processor)
  }
}
