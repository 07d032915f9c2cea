import BoardHAL
import BoardHALMock
import Firmware

/// What a replay works through: the happenings that it has to bring about again, and what of them
/// came from outside.
struct ReplayPlan {
  /// The happenings to be seen again.
  let expected: [TraceFile.Entry]

  /// What the board has to give.
  let inputs: [ReplayInput]

  init(_ file: TraceFile) {
    // On a real board routines overrun because the world took its time; no replay repeats that.
    expected =
      file.header.isVirtual ? file.entries : file.entries.filter { !$0.event.kind.isOverrun }
    var inputs: [ReplayInput] = []
    /// Where a loss stands that the next record of its line brings word of.
    var losses: [LineID: (position: Int, count: UInt32)] = [:]
    for (position, entry) in expected.enumerated() {
      if case .lostBefore(let line, let count) = entry.event.kind {
        losses[line] = (position, count)
      } else if let kind = Self.input(entry, losses, isVirtual: file.header.isVirtual) {
        var start = position
        if case .record(let line, _) = kind, let loss = losses.removeValue(forKey: line) {
          start = loss.position
        }
        inputs.append(ReplayInput(position: start, kind))
      }
    }
    self.inputs = inputs
  }

  /// What came from outside with a happening, or nil if nothing did.
  private static func input(
    _ entry: TraceFile.Entry, _ losses: [LineID: (position: Int, count: UInt32)], isVirtual: Bool
  ) -> ReplayInput.Kind? {
    let event = entry.event
    switch event.kind {
    case .edge(let line, let edge, let value, let sequence):
      let lost = losses[line]?.count ?? 0
      var loss = event.loss
      if lost > 0 { loss.insert(.overflow) }
      if event.merged > 0 { loss.insert(.merged) }
      return .record(
        line,
        .edge(
          EdgeRecord(
            time: event.time, edge: edge, value: value, sequence: sequence, lost: lost,
            merged: event.merged, loss: loss)))
    case .received(let line, let kind, let count):
      return .record(line, .serial(SerialRecord(event, kind, count, entry.bytes)))
    case .raised(let line):
      // The application's is not the board's to give.
      return event.isByApplication ? nil : .record(line, .bare)
    case .sampled(_, _, let value): return .value(value)
    case .transmitted(_, _, let count): return .taken(Int(count))
    case .fault(_, .hardware): return .refusal
    case .timerExpired: return isVirtual ? nil : .timer(event.time)
    default: return nil
    }
  }
}

extension TraceEvent.Kind {
  /// It says that a routine took longer than its budget.
  fileprivate var isOverrun: Bool {
    switch self {
    case .fault(_, .serviceOverrun), .fault(_, .deferredOverrun), .fault(_, .runOverrun): true
    default: false
    }
  }
}

extension SerialRecord {
  fileprivate init(
    _ event: TraceEvent, _ kind: SerialRecord.Kind, _ count: UInt32, _ bytes: [UInt8]
  ) {
    switch kind {
    case .bytes:
      self.init(time: event.time, bytes: bytes, generation: event.generation)
    case .framing, .parity:
      self.init(
        time: event.time, damaged: kind, byte: bytes.first ?? 0, generation: event.generation)
    case .modemLines:
      self.init(
        time: event.time, modemLines: ModemLines(rawValue: bytes.first ?? 0), changes: count,
        generation: event.generation)
    case .breakSignal, .overrun, .hangup, .connected, .room:
      self.init(time: event.time, kind: kind, count: count, generation: event.generation)
    }
  }
}
