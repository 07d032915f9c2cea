import BoardHAL
import Firmware

/// A trace in the JSON format of Chrome's trace viewer, which Perfetto reads.
///
/// A process for each virtual processor, and in it a track for each level, so that who interrupted
/// whom is seen by what lies above what. Arrows lead from a record to its service routine, on to
/// the deferred call, and to the application.
struct PerfettoTrace {
  /// The file, as UTF-8.
  private(set) var text: [UInt8] = []

  private let trace: TraceFile
  private let handOffs: HandOffs
  private let names: HappeningNames

  /// The track of what the hardware reported; above every level.
  private static let hardware = 100

  init(_ trace: TraceFile) {
    self.trace = trace
    handOffs = HandOffs(trace)
    names = HappeningNames(trace.names, trace.header)
    var json = JSONText()
    json.object { json in
      json.member("displayTimeUnit", "ns")
      json.key("otherData")
      json.object { json in
        json.member("wiring", trace.header.wiring)
        json.member("board", trace.header.board)
        json.member("clock", trace.header.isVirtual ? "virtual" : "monotonic")
      }
      json.key("traceEvents")
      json.array { json in
        writeTracks(&json)
        for entry in trace.entries { write(entry, &json) }
        for run in handOffs.runs { write(run, &json) }
        for (number, handOff) in handOffs.all.enumerated() { write(handOff, number, &json) }
      }
    }
    json.endLine()
    text = json.bytes
  }

  // MARK: Tracks

  private func writeTracks(_ json: inout JSONText) {
    for processor in 0..<trace.header.processors {
      metadata("process_name", processor, nil, "processor \(processor)", &json)
      var tracks = [(Self.hardware, "hardware")]
      for level in Set(trace.header.lines.map(\.level)).sorted(by: >) {
        let lines = trace.header.lines.filter { $0.level == level }.map(\.label)
        tracks.append((level, "level \(level): \(lines.joined(separator: ", "))"))
      }
      tracks.append((2, "level 2: deferred calls"))
      tracks.append((0, "level 0: application"))
      for (order, track) in tracks.enumerated() {
        metadata("thread_name", processor, track.0, track.1, &json)
        json.object { json in
          begin(&json, "thread_sort_index", "M", processor, track.0)
          json.key("args")
          json.object { $0.member("sort_index", order) }
        }
      }
    }
  }

  private func metadata(
    _ kind: String, _ processor: Int, _ track: Int?, _ name: String, _ json: inout JSONText
  ) {
    json.object { json in
      begin(&json, kind, "M", processor, track ?? 0)
      json.key("args")
      json.object { $0.member("name", name) }
    }
  }

  private func begin(
    _ json: inout JSONText, _ name: String, _ phase: String, _ processor: Int, _ track: Int
  ) {
    json.member("name", name)
    json.member("ph", phase)
    json.member("pid", processor)
    json.member("tid", track)
  }

  // MARK: Happenings

  /// What has no length is drawn as long as a nanosecond, because an arrow needs something to end
  /// at.
  private static let instant = Nanoseconds.nanoseconds(1)

  private func slice(
    _ name: String, _ category: String, _ processor: UInt8, _ track: Int, at time: BoardInstant,
    for length: Nanoseconds = instant, _ fileLine: Int, _ json: inout JSONText
  ) {
    json.object { json in
      begin(&json, name, "X", Int(processor), track)
      json.member("cat", category)
      json.member("ts", microsecondsOf: time.nanoseconds)
      json.member("dur", microsecondsOf: length.count)
      json.key("args")
      json.object { $0.member("line", fileLine) }
    }
  }

  private func write(_ entry: TraceFile.Entry, _ json: inout JSONText) {
    let event = entry.event
    func hardware(_ name: String) {
      slice(name, "hardware", 0, Self.hardware, at: event.time, entry.line, &json)
    }
    switch event.kind {
    case .edge(let line, let edge, let value, _):
      hardware(names.edge(edge, on: line))
      counter(names.label(of: line), value == .active, event, &json)
    case .received(let line, let kind, let count): hardware(names.received(kind, count, on: line))
    case .raised(let line): hardware("\(names.label(of: line)) raised")
    case .lostBefore(let line, let count): hardware("\(names.label(of: line)): \(count) lost")
    case .timerExpired(let device, let timer, _):
      hardware("timer \(timer) of \(names.name(of: device))")
    case .delivered(let device, let code):
      slice(
        names.event(code, of: device), "application", event.processor, 0, at: event.time,
        entry.line, &json)
    case .drove(let device, _, let value):
      counter(names.name(of: device), value == .active, event, &json)
    case .fault(let device, let fault):
      json.object { json in
        begin(&json, names.fault(fault, of: device), "i", Int(event.processor), 2)
        json.member("s", "p")
        json.member("ts", microsecondsOf: event.time.nanoseconds)
      }
    default: return
    }
  }

  private func counter(
    _ name: String, _ isActive: Bool, _ event: TraceEvent, _ json: inout JSONText
  ) {
    json.object { json in
      begin(&json, name, "C", 0, 0)
      json.member("ts", microsecondsOf: event.time.nanoseconds)
      json.key("args")
      json.object { $0.member("active", isActive ? 1 : 0) }
    }
  }

  private func write(_ run: RoutineRun, _ json: inout JSONText) {
    let name = trace.names.name(of: run.device)
    let what = run.line == nil ? (run.call == 0 ? "deferred" : "deferred \(run.call)") : "isr"
    slice(
      "\(what) \(name)", run.line == nil ? "deferred" : "service", run.processor,
      Int(run.level.number), at: run.began, for: max(run.length, Self.instant), run.fileLine, &json)
  }

  // MARK: Arrows

  /// An arrow for each border that was crossed; the whole way is what they make together.
  private func write(_ handOff: HandOff, _ number: Int, _ json: inout JSONText) {
    let from: Int
    let to: Int
    switch handOff.kind {
    case .hardwareToService: (from, to) = (Self.hardware, level(taking: handOff))
    case .serviceToDeferred: (from, to) = (level(handing: handOff), 2)
    case .deferredToApplication: (from, to) = (2, 0)
    // The first is drawn by its two halves; the second ends on a thread of passive level.
    case .hardwareToDeferred, .routineToPassive: return
    }
    let processor = processor(of: handOff)
    // An arrow leaves from within what it starts at, and a routine has just ended.
    let start =
      handOff.kind == .hardwareToService
      ? handOff.began : handOff.began + Nanoseconds(-Self.instant.count)
    arrow("s", number, handOff.kind == .hardwareToService ? 0 : processor, from, start, &json)
    arrow("f", number, processor, to, handOff.ended, &json)
  }

  private func arrow(
    _ phase: String, _ number: Int, _ processor: Int, _ track: Int, _ time: BoardInstant,
    _ json: inout JSONText
  ) {
    json.object { json in
      begin(&json, "hand-off", phase, processor, track)
      json.member("cat", "hand-off")
      json.member("id", number)
      json.member("ts", microsecondsOf: time.nanoseconds)
      if phase == "f" { json.member("bp", "e") }
    }
  }

  private func entry(onLine number: Int) -> TraceFile.Entry? {
    // The lines of the entries rise, one by one but for kinds that are not known.
    var low = 0
    var high = trace.entries.count
    while low < high {
      let middle = (low + high) / 2
      if trace.entries[middle].line < number { low = middle + 1 } else { high = middle }
    }
    return low < trace.entries.count ? trace.entries[low] : nil
  }

  private func processor(of handOff: HandOff) -> Int {
    Int(entry(onLine: handOff.line)?.event.processor ?? 0)
  }

  private func level(taking handOff: HandOff) -> Int {
    guard case .serviceBegan(_, _, let level)? = entry(onLine: handOff.line)?.event.kind else {
      return 2
    }
    return Int(level.number)
  }

  /// The level of the service routine that asked: that of its line.
  private func level(handing handOff: HandOff) -> Int {
    guard let origin = handOff.origin else { return 2 }
    switch trace.entries[origin].event.kind {
    case .edge(let line, _, _, _), .received(let line, _, _), .raised(let line):
      return trace.header.lines[line.index].level
    default: return 2
    }
  }
}
