internal import BoardHAL

extension MockBoard {
  /// True when the longest waiting line has something to take; emptied lines are passed over.
  package var hasReadyLine: Bool {
    while let line = ready.first {
      if hasSomething(line) { return true }
      _ = ready.takeFirst()
    }
    return false
  }

  /// True when the line is open and has a record, or the news that its chip is gone.
  func hasSomething(_ line: LineID) -> Bool {
    switch lines[line.index] {
    case .edges(let input): !input.buffer.isEmpty || input.hasHangup
    case .serial(let port): !links[port].receive.isEmpty
    case .transmit(let port): links[port].transmit.news != nil
    case .modem(let port): links[port].modem.changes > 0
    case .software, nil: false
    }
  }

  func openEdges(_ settings: LineSource.EdgeLine, as line: LineID) throws(BoardError) {
    let index = try freePin(settings.pin)
    // The pull acts before the line listens, so that settling on it makes no edge here.
    pins[index].pull = settings.pull
    settle(pins[index].net)
    let input = EdgeInput(
      pin: index, settings: settings,
      buffer: EdgeBuffer(
        settings.edges, capacity: configuration.edgeCapacity, policy: configuration.overflow,
        firstSequence: configuration.firstSequence))
    lines[line.index] = .edges(input)
    pins[index].role = .input(line)
    // Once more, now that an input listens: it is told when nothing holds it.
    settle(pins[index].net)
    input.filter = settings.debounce.map {
      SettleFilter($0, value: pins[index].voltage.value(active: settings.active))
    }
  }

  /// Lets lines of one chip be numbered together; one alone has nothing to share.
  func group(_ lines: [LineID]) {
    var inputs: [String: [EdgeInput]] = [:]
    for line in lines {
      guard case .edges(let input) = attachment(of: line) else { continue }
      inputs[pins[input.pin].pin.chip, default: []].append(input)
    }
    for members in inputs.values where members.count > 1 {
      let group = EdgeGroup(members.map(\.pin))
      for member in members { member.group = group }
    }
  }

  /// The index of a pin that nobody has opened.
  func freePin(_ pin: Pin) throws(BoardError) -> Int {
    let index = try index(of: pin)
    if pins[index].isGone { throw .gone(pins[index].pin.description) }
    if let holder = pins[index].holder {
      throw .busy(pins[index].pin.description, holder: holder)
    }
    return index
  }

  func setOutput(_ output: OutputID, to value: LineValue) {
    outputs[output.index].value = value
    let pin = outputs[output.index].pin
    pins[pin].driven = Voltage(value, active: outputs[output.index].active)
    pins[pin].outputs.append(OutputChange(time: now, value: value))
    settle(pins[pin].net)
  }
}
