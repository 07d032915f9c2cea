/// Looking at everything at once, as explorers of schedules and checks of invariants do.
extension InterruptController {
  /// The line that `claim` would take, or nil when there is none above `level`.
  package func nextLine(for processor: Int, above level: Level) -> LineID? {
    guard let urgent = ready.mostUrgent(on: processor), urgent > level.number else { return nil }
    return LineID(ready.oldest(at: urgent, on: processor))
  }

  /// True for a line that has been opened and not closed.
  package func isOpen(_ line: LineID) -> Bool { lines[line.index].isOpen }

  /// True while the device of a level-triggered line asserts it, as far as is known here.
  package func isAsserted(_ line: LineID) -> Bool { lines[line.index].isAsserted }

  /// The processor that serves the line, or -1.
  package func server(of line: LineID) -> Int { Int(lines[line.index].servedBy) }

  /// True when the line waits in the queues of its processors if it is to be served, and in none
  /// if it is not.
  package func isQueuedRight(_ line: LineID) -> Bool {
    let state = lines[line.index]
    guard state.isReady == state.isDeliverable else { return false }
    return ready.agree(
      on: line.index, isReady: state.isReady, at: state.configuration.level.number,
      state.configuration.affinity)
  }

  /// Takes in everything that decides what happens next; counters are left out.
  package func mix(into fingerprint: inout Fingerprint) {
    for index in 0..<lines.count where lines[index].isOpen {
      fingerprint.mix(index)
      mix(lines[index], into: &fingerprint)
    }
    for processor in 0..<processorCount { ready.queues[processor].mix(into: &fingerprint) }
  }

  private func mix(_ line: InterruptLine, into fingerprint: inout Fingerprint) {
    var bits = line.isEnabled ? 1 : 0
    if line.isMasked { bits |= 2 }
    if line.isRaised { bits |= 4 }
    if line.isAsserted { bits |= 8 }
    fingerprint.mix(bits << 16 | Int(line.servedBy) + 1 << 8 | Int(line.configuration.level.number))
    fingerprint.mix(line.latchCount)
    for place in 0..<line.latchCount {
      var slot = line.latchHead + place
      if slot >= latchPlaces { slot -= latchPlaces }
      fingerprint.mix(latches[line.latchStart + slot])
    }
  }
}

extension Fingerprint {
  fileprivate mutating func mix(_ record: LineRecord) {
    switch record {
    case .bare:
      mix(0)
    case .edge(let edge):
      mix(UInt64(bitPattern: edge.time.nanoseconds))
      mix(Int(edge.edge.rawValue) << 8 | (edge.value == .active ? 1 : 0))
      mix(Int(edge.sequence) << 32 | Int(edge.lost))
    case .serial(let serial):
      mix(UInt64(bitPattern: serial.time.nanoseconds))
      mix(Int(serial.kind.rawValue) << 32 | Int(serial.count))
      guard serial.kind == .bytes else { return }
      for index in 0..<Int(serial.count) { mix(Int(serial.byte(at: index))) }
    }
  }
}
