import BoardHAL

extension Firmware {
  /// Puts a console in, connects it to both directions of its port, and starts it.
  ///
  /// What comes faster than the console can work on stays with the port, which can then ask its
  /// sender to pause: nothing is lost between the port and the console (row H15).
  ///
  /// - Parameters:
  ///   - console: The console; the firmware owns it from here on.
  ///   - name: What people call it.
  /// - Returns: what an application holds of the console.
  /// - Throws: `FirmwareError` that names what is wrong; then nothing has been opened.
  @discardableResult
  public func connect(
    _ console: consuming LineConsole, named name: String
  ) throws(FirmwareError) -> StartedDevice<LineConsole> {
    // Through a function: Swift 6.2.3 fails to optimise a field read of what is consumed later.
    let settings = Self.settings(of: console)
    var options = ConnectOptions()
    options.masksWhenFull = true
    let added = try add(console, named: name)
    try added.registerDeferredCall()
    try added.connect(
      to: LineSource.serial(port: settings.port.name, settings.settings),
      level: Int(settings.level.number), options, state: LineConsole.LineState()
    ).keep()
    return try added.start()
  }

  private static func settings(of console: borrowing LineConsole) -> ConsoleDescription {
    console.settings
  }
}
