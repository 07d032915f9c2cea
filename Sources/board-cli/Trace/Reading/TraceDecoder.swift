import BoardFiles
import BoardHAL
import Firmware

/// Reads the lines of a trace below its header.
struct TraceDecoder {
  /// What a line says.
  enum Line {
    case happening(TraceEvent, [UInt8])
    /// A happening of a kind that a later program has added.
    case unknown
    case end(End)
  }

  /// The last line.
  struct End {
    /// How many happenings were written.
    let count: Int
    /// How many were dropped.
    let dropped: Int
  }

  /// What the numbers are called.
  private(set) var names: TraceDirectory

  init(_ header: TraceHeader) {
    names = TraceDirectory(header)
  }

  mutating func decode(_ line: ArraySlice<UInt8>) throws(TraceMistake) -> Line {
    let fields = try TraceFields(line: line)
    if fields.has("end") {
      return .end(End(count: try fields.number("end"), dropped: try fields.number("dropped")))
    }
    let word = try fields.text("event")
    guard let kind = try kind(word, fields) else { return .unknown }
    let processor: UInt8 = try fields.number("processor")
    var event = TraceEvent(
      time: try fields.time("time"), processor: Int(processor), kind: kind)
    event.isByApplication = fields.has("by")
    switch kind {
    case .edge:
      if fields.has("merged") { event.merged = try fields.number("merged") }
      if fields.has("loss") { event.loss = try EdgeLoss(uncounted: fields.texts("loss")) }
    case .received: event.generation = try fields.number("generation")
    case .serviceEnded where fields.has("call"): event.requestedCall = try fields.number("call")
    default: break
    }
    return .happening(event, try fields.payload())
  }

  private mutating func kind(
    _ word: String, _ fields: TraceFields
  ) throws(TraceMistake) -> TraceEvent.Kind? {
    switch word {
    case "edge":
      .edge(
        try line(fields), try fields.word("edge"), try fields.word("value"),
        sequence: try fields.number("sequence"))
    case "received":
      .received(try line(fields), try fields.word("kind"), count: try fields.number("count"))
    case "raised": .raised(try line(fields))
    case "lost-before": .lostBefore(try line(fields), count: try fields.number("count"))
    case "merged": .merged(try line(fields))
    case "ignored": .ignored(try line(fields))
    case "unclaimed": .unclaimed(try line(fields))
    case "gate": .gate(try line(fields), try fields.word("gate"))
    case "service-began":
      .serviceBegan(try line(fields), device: try device(fields), level: try level(fields))
    case "service-ended":
      .serviceEnded(try line(fields), device: try device(fields), try fields.word("outcome"))
    case "passive-began": .passiveBegan(try line(fields), device: try device(fields))
    case "passive-ended":
      .passiveEnded(try line(fields), device: try device(fields), try fields.word("outcome"))
    case "lock-order":
      .lockOrder(
        try line(fields), under: try names.line(try fields.text("under")),
        device: try device(fields))
    case "shut-down": .shutDown
    default: try deviceKind(word, fields)
    }
  }

  /// The half of `kind` that is about deferred calls and what they do.
  private mutating func deviceKind(
    _ word: String, _ fields: TraceFields
  ) throws(TraceMistake) -> TraceEvent.Kind? {
    switch word {
    case "deferred-began":
      return .deferredBegan(device: try device(fields), call: try fields.number("call"))
    case "deferred-ended":
      return .deferredEnded(
        device: try device(fields), call: try fields.number("call"),
        items: try fields.number("items"), lost: try fields.number("lost"))
    case "work-began": return .workBegan(device: try device(fields))
    case "work-ended":
      return .workEnded(
        device: try device(fields), items: try fields.number("items"),
        lost: try fields.number("lost"))
    case "work-withdrawn":
      return .workWithdrawn(device: try device(fields), items: try fields.number("items"))
    case "timer-expired":
      return .timerExpired(
        device: try device(fields), timer: try fields.number("timer"),
        periods: try fields.number("periods"))
    case "device-event":
      return .event(
        device: try device(fields), code: try event(fields),
        value: try fields.number("value", in: .min...Int64.max))
    case "device-event-lost":
      return .eventLost(device: try device(fields), code: try event(fields))
    case "device-event-delivered":
      return .delivered(device: try device(fields), code: try event(fields))
    case "action":
      let device = try device(fields)
      return .action(
        device: device, code: try names.code(ofAction: try fields.text("name"), of: device))
    case "sampled":
      return .sampled(device: try device(fields), try line(fields), try fields.word("value"))
    case "clock": return .clock(device: try device(fields))
    case "drove":
      return .drove(
        device: try device(fields), OutputID(try fields.number("output")),
        try fields.word("value"))
    case "transmitted":
      return .transmitted(
        device: try device(fields), try line(fields), count: try fields.number("count"))
    case "request-began":
      return .requestBegan(device: try device(fields), try request(fields))
    case "request-ended":
      return .requestEnded(
        device: try device(fields), try request(fields), try fields.word("status"))
    case "fault": return .fault(device: try device(fields), try fields.word("fault"))
    default: return nil
    }
  }

  private func line(_ fields: TraceFields) throws(TraceMistake) -> LineID {
    try names.line(try fields.text("line"))
  }

  private func device(_ fields: TraceFields) throws(TraceMistake) -> DeviceID {
    try names.device(try fields.text("device"))
  }

  private mutating func event(_ fields: TraceFields) throws(TraceMistake) -> UInt8 {
    try names.code(ofEvent: try fields.text("name"), of: try device(fields))
  }

  private func level(_ fields: TraceFields) throws(TraceMistake) -> Level {
    let number: Int = try fields.number("level")
    guard let level = Level.device(number) else {
      throw TraceMistake(found: "\"level\" is \(number)", allowed: "3 to 12")
    }
    return level
  }

  private func request(_ fields: TraceFields) throws(TraceMistake) -> RequestID {
    guard let request = RequestID(try fields.number("request")) else {
      throw TraceMistake(found: "\"request\" is 0", allowed: "1 or more")
    }
    return request
  }
}

extension EdgeLoss {
  /// Signs that do not say how much is missing, by their words in a trace.
  fileprivate init(uncounted words: [String]) throws(TraceMistake) {
    self = []
    for word in words {
      switch word {
      case "same-direction": insert(.sameDirection)
      case "resync": insert(.resync)
      default:
        throw TraceMistake(
          found: "\"loss\" has \(Quoted.text(word))", allowed: "same-direction, resync")
      }
    }
  }
}
