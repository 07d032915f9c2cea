internal import BoardHAL

extension MockBoard {
  /// Gives a net the voltage that follows from its pins, and every line on it the edge.
  func settle(_ net: Int) {
    let members = nets[net].members
    let resolution = Net.resolve(members.lazy.map { self.pins[$0] })
    if let fault = resolution.fault, fault != nets[net].fault {
      wiringFaultLog.append(
        WiringFault(time: now, kind: fault, pins: members.map { pins[$0].pin }))
    }
    nets[net].fault = resolution.fault
    let voltage = resolution.voltage ?? nets[net].voltage
    nets[net].voltage = voltage
    for pin in members where pins[pin].voltage != voltage {
      pins[pin].voltage = voltage
      pins[pin].voltages.append(VoltageChange(time: now, voltage: voltage))
      reportEdge(on: pin, to: voltage)
    }
  }

  /// Tells the line that listens to the pin of a change.
  private func reportEdge(on pin: Int, to voltage: Voltage) {
    guard case .input(let line) = pins[pin].role, !pins[pin].isGone,
      case .edges(let input) = attachment(of: line)
    else { return }
    guard input.filter == nil else {
      input.filter?.change(at: now)
      if let due = input.filter?.due { timeline.insert(.look(line: line), at: due) }
      return
    }
    guard let edge = input.edge(to: voltage) else { return }
    if pins[pin].edgesToLose > 0 {
      pins[pin].edgesToLose -= 1
      input.buffer.miss()
      return
    }
    if pins[pin].edgesToMerge > 0 {
      pins[pin].edgesToMerge -= 1
      input.buffer.merge()
      input.group?.merge()
      return
    }
    store(edge, of: input, as: line)
  }

  /// Puts an edge into the buffer of a line.
  private func store(_ edge: Edge, of input: EdgeInput, as line: LineID) {
    let value: LineValue = edge == .rising ? .active : .inactive
    let merged = input.group?.takeUntold() ?? 0
    if case .stored = input.buffer.store(edge, value: value, merged: merged, at: now) {
      ready.join(line)
    }
  }

  /// The time has come to look at the level of a line: its bounce is over, or all was taken and
  /// something else was said.
  func look(at line: LineID) {
    // The line may have been closed, or opened anew, since it was put on the timeline.
    guard case .edges(let input) = lines[line.index], !pins[input.pin].isGone else { return }
    let value = pins[input.pin].voltage.value(active: input.settings.active)
    if let due = input.filter?.due {
      guard due <= now else { return }
      if let edge = input.filter?.settle(to: value), input.settings.edges.contains(edge) {
        store(edge, of: input, as: line)
      }
    } else if input.filter == nil, input.buffer.resync(to: value, at: now) {
      ready.join(line)
    }
  }

  /// After the last record of a line: if the line means something else than it said, that is
  /// looked at again when an edge under way would have arrived.
  func compareLevel(of input: EdgeInput, as line: LineID) {
    let value = pins[input.pin].voltage.value(active: input.settings.active)
    guard input.buffer.isEmpty, input.buffer.classifier.disagrees(with: value) else { return }
    timeline.insert(.look(line: line), at: now + EdgeClassifier.settling)
  }

  /// Takes a pin away: nothing drives through it and nothing is heard from it any more.
  func removePin(_ pin: Int) {
    guard !pins[pin].isGone else { return }
    pins[pin].isGone = true
    pins[pin].driven = nil
    pins[pin].pull = .none
    if case .input(let line) = pins[pin].role, case .edges(let input) = attachment(of: line) {
      input.buffer.discardAll()
      input.hasHangup = true
      ready.join(line)
    }
    settle(pins[pin].net)
  }
}
