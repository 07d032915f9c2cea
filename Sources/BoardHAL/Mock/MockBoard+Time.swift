internal import BoardHAL

extension MockBoard {
  /// Puts a happening on the timeline; at once, when its time is now or has passed.
  func schedule(_ happening: Happening, at time: BoardInstant?) {
    timeline.insert(happening, at: max(time ?? now, now))
    applyDue()
  }

  /// Lets everything happen that is due.
  ///
  /// Happenings may put further ones on the timeline, which are applied here too when they are
  /// due; they are data, so that this never runs anybody's code in the middle.
  func applyDue() {
    while let entry = timeline.takeNext(upTo: now) {
      apply(entry.happening)
    }
  }

  /// Moves time to the next instants at which something happens, until a line is ready.
  ///
  /// - Returns: false when the timeline ran out and there is no deadline.
  func passTime(until deadline: BoardInstant?) -> Bool {
    while !hasReadyLine {
      guard let next = timeline.nextTime, deadline.map({ next <= $0 }) ?? true else {
        guard let deadline else { return false }
        now = max(now, deadline)
        return true
      }
      now = next
      applyDue()
    }
    return true
  }

  private func apply(_ happening: Happening) {
    switch happening {
    case .external(let pin, let voltage):
      pins[pin].external = voltage
      settle(pins[pin].net)
    case .unplug(let pin):
      removePin(pin)
    case .look(let line):
      look(at: line)
    case .setBits(let register, let bits):
      registers[RegisterID(register)].value |= bits
      followRegisters()
    case .serial(let port, let script):
      perform(script, on: port)
    case .inbound(let port, let epoch):
      receiveInbound(port, epoch: epoch)
    case .outbound(let port, let epoch):
      receiveOutbound(port, epoch: epoch)
    }
  }
}
