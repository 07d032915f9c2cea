public import BoardHAL

extension Firmware {
  /// Makes a firmware of what a wiring file describes: devices, levels, and reactions.
  ///
  /// Each event is first answered by the reactions, in the order of the file, then handed to
  /// `onEvent`.
  ///
  /// - Throws: `FirmwareError.board` when the board refuses a line, a port or an output.
  public convenience init(
    _ wiring: WiringDescription, on backend: any Backend, limits: Limits = Limits(),
    timing: Timing = .instant
  ) throws(FirmwareError) {
    self.init(on: backend, limits: limits, timing: timing)
    try connect(wiring)
  }

  /// Puts in what a wiring file describes: for a firmware that is traced from the first moment.
  ///
  /// - Throws: `FirmwareError.board` when the board refuses a line, a port or an output.
  public func connect(_ wiring: WiringDescription) throws(FirmwareError) {
    for device in wiring.devices {
      switch device.kind {
      case .button(let button):
        try connect(
          Button(debounce: button.debounce, hold: button.hold), named: device.name,
          to: .edges(
            LineSource.EdgeLine(pin: button.pin, pull: button.pull, active: button.active)),
          level: Int(button.level.number), state: Button.LineState())
      case .led(let led):
        try connect(led, named: device.name)
      case .console(let console):
        try connect(LineConsole(console), named: device.name)
      }
    }
    reactions = try Reactions(wiring.reactions, of: self)
  }

  private func connect(_ led: LEDDescription, named name: String) throws(FirmwareError) {
    let initial: LineValue = led.initial == .on ? .active : .inactive
    let safe: LineValue = led.safe == .on ? .active : .inactive
    let output: OutputID
    do throws(BoardError) {
      output = try board.openOutput(led.pin, active: led.active, initial: initial, safe: safe)
    } catch {
      throw .board(error)
    }
    let added = try add(LED(on: output, initially: initial), named: name)
    try added.registerDeferredCall()
    _ = try added.start()
  }
}
