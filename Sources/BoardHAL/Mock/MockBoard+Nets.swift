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

  /// Puts an edge into the buffer of the line that listens to the pin.
  private func reportEdge(on pin: Int, to voltage: Voltage) {
    guard case .input(let line) = pins[pin].role, !pins[pin].isGone,
      case .edges(let input) = attachment(of: line), let edge = input.edge(to: voltage)
    else { return }
    if pins[pin].edgesToLose > 0 {
      pins[pin].edgesToLose -= 1
      input.buffer.miss()
      return
    }
    let value = voltage.value(active: input.settings.active)
    if case .stored = input.buffer.store(edge, value: value, at: now) { ready.join(line) }
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
