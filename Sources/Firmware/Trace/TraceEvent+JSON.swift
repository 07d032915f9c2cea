import BoardHAL

extension TraceEvent {
  /// Writes what the happening is about, as members of an object that is open.
  func encodeDetails(_ payload: [UInt8], to json: inout JSONText, _ names: some TraceNames) {
    kind.encodeDetails(to: &json, names)
    switch kind {
    case .edge:
      if merged > 0 { json.member("merged", merged) }
      // The counted ones are told by their counts.
      if !loss.isDisjoint(with: .uncounted) {
        json.key("loss")
        json.array { json in
          if loss.contains(.sameDirection) { json.value("same-direction") }
          if loss.contains(.resync) { json.value("resync") }
        }
      }
    case .received(_, let kind, _):
      json.member("generation", generation)
      if !payload.isEmpty || kind == .bytes { json.member("bytes", hexadecimal: payload) }
    case .transmitted:
      json.member("bytes", hexadecimal: payload)
    case .serviceEnded(_, _, let outcome) where outcome == .queued || outcome == .merged:
      json.member("call", requestedCall)
    case .event, .action:
      // Text that is none is kept too: a replay must send the same bytes.
      guard !payload.isEmpty else { break }
      if let text = String(validating: payload, as: UTF8.self) {
        json.member("text", text)
      } else {
        json.member("bytes", hexadecimal: payload)
      }
    default:
      break
    }
    if isByApplication { json.member("by", "application") }
  }
}

extension TraceEvent.Kind {
  /// What the happening is called in a trace file.
  var word: String {
    switch self {
    case .edge: "edge"
    case .received: "received"
    case .raised: "raised"
    case .lostBefore: "lost-before"
    case .merged: "merged"
    case .ignored: "ignored"
    case .serviceBegan: "service-began"
    case .serviceEnded: "service-ended"
    case .unclaimed: "unclaimed"
    case .deferredBegan: "deferred-began"
    case .deferredEnded: "deferred-ended"
    case .passiveBegan: "passive-began"
    case .passiveEnded: "passive-ended"
    case .workBegan: "work-began"
    case .workEnded: "work-ended"
    case .workWithdrawn: "work-withdrawn"
    case .timerExpired: "timer-expired"
    case .event: "device-event"
    case .eventLost: "device-event-lost"
    case .action: "action"
    case .drove: "drove"
    case .transmitted: "transmitted"
    case .more: "more"
    case .sampled: "sampled"
    case .clock: "clock"
    case .delivered: "device-event-delivered"
    case .shutDown: "shut-down"
    case .requestBegan: "request-began"
    case .requestEnded: "request-ended"
    case .gate: "gate"
    case .lockOrder: "lock-order"
    case .fault: "fault"
    }
  }

  /// Writes what the happening is about, as members of an object that is open.
  func encodeDetails(to json: inout JSONText, _ names: some TraceNames) {
    switch self {
    case .edge(let line, let edge, let value, let sequence):
      json.member("line", names.label(of: line))
      json.member("edge", edge.word)
      json.member("value", value.word)
      json.member("sequence", sequence)
    case .received(let line, let kind, let count):
      json.member("line", names.label(of: line))
      json.member("kind", kind.word)
      json.member("count", count)
    case .lostBefore(let line, let count):
      json.member("line", names.label(of: line))
      json.member("count", count)
    case .raised(let line), .merged(let line), .ignored(let line), .unclaimed(let line):
      json.member("line", names.label(of: line))
    case .gate(let line, let gate):
      json.member("line", names.label(of: line))
      json.member("gate", gate.word)
    case .serviceBegan(let line, let device, let level):
      json.member("line", names.label(of: line))
      json.member("device", names.name(of: device))
      json.member("level", level.number)
    case .serviceEnded(let line, let device, let outcome):
      json.member("line", names.label(of: line))
      json.member("device", names.name(of: device))
      json.member("outcome", outcome.word)
    case .passiveBegan(let line, let device):
      json.member("line", names.label(of: line))
      json.member("device", names.name(of: device))
    case .passiveEnded(let line, let device, let outcome):
      json.member("line", names.label(of: line))
      json.member("device", names.name(of: device))
      json.member("outcome", outcome.word)
    case .lockOrder(let line, let outer, let device):
      json.member("line", names.label(of: line))
      json.member("under", names.label(of: outer))
      json.member("device", names.name(of: device))
    default:
      encodeDeferredDetails(to: &json, names)
    }
  }

  /// The half of `encodeDetails` that is about deferred calls and what they do.
  private func encodeDeferredDetails(to json: inout JSONText, _ names: some TraceNames) {
    guard let device else { return }
    json.member("device", names.name(of: device))
    switch self {
    case .deferredBegan(_, let call):
      json.member("call", call)
    case .deferredEnded(_, let call, let items, let lost):
      json.member("call", call)
      json.member("items", items)
      json.member("lost", lost)
    case .workEnded(_, let items, let lost):
      json.member("items", items)
      json.member("lost", lost)
    case .workWithdrawn(_, let items):
      json.member("items", items)
    case .timerExpired(_, let timer, let periods):
      json.member("timer", timer)
      json.member("periods", periods)
    case .event(_, let code, let value):
      json.member("name", names.name(ofEvent: code, of: device))
      json.member("value", value)
    case .eventLost(_, let code), .delivered(_, let code):
      json.member("name", names.name(ofEvent: code, of: device))
    case .action(_, let code):
      json.member("name", names.name(ofAction: code, of: device))
    case .drove(_, let output, let value):
      json.member("output", output.index)
      json.member("value", value.word)
    case .transmitted(_, let line, let count):
      json.member("line", names.label(of: line))
      json.member("count", count)
    case .sampled(_, let line, let value):
      json.member("line", names.label(of: line))
      json.member("value", value.word)
    case .requestBegan(_, let request):
      json.member("request", request.number)
    case .requestEnded(_, let request, let status):
      json.member("request", request.number)
      json.member("status", status.word)
    case .fault(_, let fault):
      json.member("fault", fault.word)
    default:
      return
    }
  }
}
