/// What a deferred call does with the connections of its device, besides entering them.
extension DispatchContext where D: InterruptDriven & ~Copyable {
  /// Runs `body` as `withLine` does; nil when the connection has been taken out.
  ///
  /// For a device that lives on without its lines, where a timer or an action may find none.
  @inlinable
  public borrowing func withLineIfConnected<Result, Failure: Error>(
    _ connection: Int = 0, _ body: (inout D.LineState) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard
      let (memory, previous) = unsafe dispatcher.enterLine(connection, of: device, on: processor)
    else { return nil }
    let cell = unsafe memory.assumingMemoryBound(to: ConnectionCell<D>.self)
    defer {
      unsafe dispatcher.leaveLine(connection, of: device, on: processor, returningTo: previous)
    }
    return try unsafe body(&cell.pointee.state)
  }

  /// Says whether one of the device's connections wants interrupts: cheap, any number of times, and
  /// cannot fail (row L06).
  ///
  /// Stop the device before, and start it after. What comes meanwhile is taken off the hardware,
  /// counted as ignored, and forgotten. Others that share the line are not concerned.
  public borrowing func setActive(_ isActive: Bool, connection: Int = 0) {
    unsafe dispatcher.setActive(isActive, number: connection, of: device, on: processor)
  }
}
