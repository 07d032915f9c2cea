public import BoardHAL

extension MockBoard: Backend {
  /// Virtual time and debounce; sequence numbers unless the buffers drop the newest edge.
  public var capabilities: Capabilities {
    Capabilities(
      hasVirtualTime: true, hasSequenceNumbers: configuration.overflow == .dropOldest,
      hasDebounce: true,
      linesPerRequest: 64, edgeCapacity: configuration.edgeCapacity)
  }

  /// Opens a described line; opening makes no edge.
  ///
  /// - Throws: `noSuchPin`, `noSuchPort`, `busy` when the pin or port is open already, or `gone`.
  /// - Precondition: `line` is not open.
  public func open(_ source: LineSource, as line: LineID) throws(BoardError) {
    while lines.count <= line.index { lines.append(nil) }
    precondition(lines[line.index] == nil, "line \(line.index) is open already")
    try recorded(.open, { _ in .open(line, source) }) { () throws(BoardError) in
      switch source {
      case .edges(let settings): try openEdges(settings, as: line)
      case .serialReceive(let port, let settings): try openSerial(port, settings, as: line)
      case .serialTransmit(let port): try openTransmit(port, as: line)
      case .modemLines(let port): try openModem(port, as: line)
      case .software: lines[line.index] = .software
      }
    }
  }

  /// Opens lines that belong together; those on one chip are numbered together.
  ///
  /// - Throws: as `open` does; whatever was opened is closed again.
  /// - Precondition: none of the lines is open.
  public func open(_ sources: [LineSource], as lines: [LineID]) throws(BoardError) {
    precondition(sources.count == lines.count, "each source is opened as a line of its own")
    for index in sources.indices {
      do throws(BoardError) {
        try open(sources[index], as: lines[index])
      } catch {
        for line in lines[..<index].reversed() { close(line) }
        throw error
      }
    }
    group(lines)
  }

  /// Closes a line; what waits in its buffer is forgotten.
  ///
  /// - Precondition: the line is open.
  public func close(_ line: LineID) {
    record(.close(line))
    switch attachment(of: line) {
    case .edges(let input):
      pins[input.pin].role = input.group == nil ? .free : .shared
      if let group = input.group, group.close() {
        for pin in group.pins { pins[pin].role = .free }
      }
      // Nobody listens any more, so that a floating net is no fault until somebody does.
      settle(pins[input.pin].net)
    case .serial(let port): closeSerial(port)
    case .transmit(let port): links[port].transmit = TransmitSide()
    case .modem(let port): links[port].modem.line = nil
    case .software: break
    }
    lines[line.index] = nil
  }

  /// A line that has records to take, or nil when none has.
  ///
  /// A line is named when a record is stored in its buffer, and again when `takeRecord` left some
  /// behind. As in the kernel, a record that goes into a full buffer at the price of another
  /// names no line (row H06): firmware that leaves a named line undrained has to come back by
  /// itself. A line whose chip is unplugged is named once more, with nothing to take (row H12).
  public func takeReadyLine() -> LineID? {
    guard hasReadyLine, let line = ready.takeFirst() else { return nil }
    if case .edges(let input) = attachment(of: line) { input.hasHangup = false }
    record(.takeReadyLine(line))
    return line
  }

  /// The line's oldest record, or nil when it has none left.
  ///
  /// - Precondition: the line is open.
  public func takeRecord(from line: LineID) -> LineRecord? {
    let taken: LineRecord? =
      switch attachment(of: line) {
      case .edges(let input): input.buffer.take().map { .edge($0) }
      case .serial(let port): links[port].receive.take(at: now).map { .serial($0) }
      case .transmit(let port): takeRoom(port).map { .serial($0) }
      case .modem(let port): takeModemLines(port).map { .serial($0) }
      case .software: nil
      }
    record(.takeRecord(line, MockAccess.TakenRecord(taken)))
    if taken != nil {
      if hasSomething(line) { ready.join(line) }
      if case .edges(let input) = attachment(of: line) { compareLevel(of: input, as: line) }
    }
    return taken
  }

  /// Moves virtual time until a line is ready or `deadline` is reached, whichever is first.
  ///
  /// Returns at once, without moving time, when a line is ready already.
  ///
  /// - Returns: false when there is no deadline and the timeline ran out.
  public func wait(until deadline: BoardInstant?) -> Bool {
    let start = now
    let mayContinue = passTime(until: deadline)
    accesses.append(
      MockAccess(
        time: start, call: .wait(until: deadline, reached: now, mayContinue: mayContinue)))
    return mayContinue
  }

  /// What a GPIO line means now.
  ///
  /// - Throws: `gone`, or `unsupported` for a line that is not on a pin.
  /// - Precondition: the line is open.
  public func value(of line: LineID) throws(BoardError) -> LineValue {
    try recorded(.value, { .value(line, $0) }) { () throws(BoardError) in
      guard case .edges(let input) = attachment(of: line) else {
        throw .valueless(line)
      }
      let pin = pins[input.pin]
      if pin.isGone { throw .gone(pin.pin.description) }
      return pin.voltage.value(active: input.settings.active)
    }
  }

  /// Opens an output, which is driven with `initial` at once.
  ///
  /// - Throws: `noSuchPin`, `busy` when the pin is open already, or `gone`.
  public func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    try recorded(.openOutput, { .openOutput(pin, initial: initial, safe: safe, $0) }) {
      () throws(BoardError) in
      let index = try freePin(pin)
      let output = OutputID(outputs.count)
      outputs.append(MockOutput(pin: index, active: active, safe: safe, value: initial))
      pins[index].role = .output(output)
      setOutput(output, to: initial)
      return output
    }
  }

  /// Drives an output.
  ///
  /// - Throws: `gone` when its chip was unplugged.
  /// - Precondition: the output was opened on this board.
  public func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {
    try recorded(.drive, { _ in .drive(output, value) }) { () throws(BoardError) in
      precondition(outputs.indices.contains(output.index), "no output \(output.index) is open")
      let pin = pins[outputs[output.index].pin]
      if pin.isGone { throw .gone(pin.pin.description) }
      if outputs[output.index].value != value { setOutput(output, to: value) }
    }
  }

  /// Reads a register, with whatever reading does to it.
  ///
  /// - Precondition: the register was added to this board.
  public func readRegister(_ register: RegisterID) -> UInt32 {
    let value = registers.read(register)
    record(.readRegister(register, value))
    followRegisters()
    return value
  }

  /// Writes a register, with whatever writing does to it.
  ///
  /// - Precondition: the register was added to this board.
  public func writeRegister(_ register: RegisterID, _ value: UInt32) {
    registers.write(value, to: register)
    record(.writeRegister(register, value))
    followRegisters()
  }

  /// Sends bytes; as many are taken as the transmit buffer has room for.
  ///
  /// A byte leaves the buffer when its last bit has left the port. After a call that took less
  /// than it was given, the port's transmit line asks once fewer than 256 bytes wait: the rule by
  /// which Linux calls a tty writable.
  ///
  /// - Throws: `gone` while the cable is pulled, or `unsupported` for a line that cannot send.
  /// - Precondition: the line is open.
  public func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    let bytes = bytes.indices.map { bytes[$0] }
    return try recorded(.transmit, { .transmit(line, bytes: bytes, accepted: $0 ?? 0) }) {
      () throws(BoardError) in try send(bytes, on: line)
    }
  }

  /// A mock port tells everything.
  ///
  /// - Throws: `unsupported` for a line that is on no port.
  /// - Precondition: the line is open.
  public func serialCapabilities(of line: LineID) throws(BoardError) -> SerialCapabilities {
    _ = try port(of: line)
    return SerialCapabilities(
      marksErrors: true, countsOverruns: true, hasModemLines: true, reconnects: true)
  }

  /// Puts every output whose chip is still there into its safe state.
  public func enterSafeState() {
    record(.enterSafeState)
    for index in outputs.indices where !pins[outputs[index].pin].isGone {
      if outputs[index].value != outputs[index].safe {
        setOutput(OutputID(index), to: outputs[index].safe)
      }
    }
  }
}
