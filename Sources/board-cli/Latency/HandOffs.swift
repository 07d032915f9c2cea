import BoardHAL
import Firmware

/// Who handed what to whom in a trace: a pure function of it.
///
/// A line's records are served in order, so a service routine is matched with the oldest that waits
/// on its line. Of a shared line, several routines are asked about one record: each once.
struct HandOffs {
  /// Every hand-off, in the order of being taken.
  private(set) var all: [HandOff] = []
  /// Every run of a routine, in the order of their ends; one that never ended is left out.
  private(set) var runs: [RoutineRun] = []

  /// What ran when, without overlaps on one processor.
  private(set) var spans: [RoutineSpan] = []

  private struct Cause {
    let entry: Int
    let time: BoardInstant
  }

  private struct Running {
    let event: TraceEvent
    let causes: [Cause]
    var inside = Nanoseconds.zero
    /// Since when it has run without interruption.
    var resumed: BoardInstant
  }

  private struct Request {
    let time: BoardInstant
    let causes: [Cause]
  }

  private struct Call: Hashable {
    let device: DeviceID
    let number: UInt8
  }

  private struct Told {
    let device: DeviceID
    let code: UInt8
    let time: BoardInstant
    let cause: Int?
  }

  private var waiting: [LineID: [Cause]] = [:]
  private var served: [LineID: (causes: [Cause], asked: Set<DeviceID>)] = [:]
  private var requests: [Call: [Request]] = [:]
  private var running: [UInt8: [Running]] = [:]
  private var told: [Told] = []
  /// The end of each device's last routine, which is where its work item was asked for.
  private var ends: [DeviceID: Request] = [:]

  init(_ trace: TraceFile) {
    for (index, entry) in trace.entries.enumerated() { add(entry, index) }
  }

  private mutating func add(_ entry: TraceFile.Entry, _ index: Int) {
    let event = entry.event
    switch event.kind {
    case .edge(let line, _, _, _), .received(let line, _, _), .raised(let line):
      waiting[line, default: []].append(Cause(entry: index, time: event.time))
    case .merged(let line), .ignored(let line):
      _ = waiting[line]?.popLast()
    case .gate(let line, .disabled):
      waiting[line] = nil
    case .serviceBegan(let line, let device, _):
      beginService(of: line, by: device, entry)
    case .serviceEnded(let line, let device, let outcome):
      guard let causes = end(entry, device, line: line) else { return }
      ends[device] = Request(time: event.time, causes: causes)
      guard outcome == .queued || outcome == .merged else { return }
      let call = Call(device: device, number: event.requestedCall)
      requests[call, default: []].append(Request(time: event.time, causes: causes))
    case .deferredBegan(let device, let number):
      beginDeferred(Call(device: device, number: number), entry)
    case .deferredEnded(let device, _, _, _):
      guard let causes = end(entry, device, line: nil) else { return }
      ends[device] = Request(time: event.time, causes: causes)
    case .passiveBegan(_, let device), .workBegan(let device):
      guard let asked = ends.removeValue(forKey: device) else { return }
      note(.routineToPassive, entry, device, from: asked.time, asked.causes.first?.entry)
    case .event(let device, let code, _):
      let cause = running[event.processor]?.last?.causes.first?.entry
      told.append(Told(device: device, code: code, time: event.time, cause: cause))
    case .eventLost(let device, let code):
      if let place = told.lastIndex(where: { $0.device == device && $0.code == code }) {
        told.remove(at: place)
      }
    case .delivered(let device, let code):
      deliver(code, of: device, entry)
    default: return
    }
  }

  private mutating func beginService(
    of line: LineID, by device: DeviceID, _ entry: TraceFile.Entry
  ) {
    if let sharer = served[line], !sharer.asked.contains(device) {
      served[line]?.asked.insert(device)
    } else {
      let isEmpty = waiting[line]?.isEmpty ?? true
      served[line] = (isEmpty ? [] : [waiting[line, default: []].removeFirst()], [device])
    }
    let causes = served[line]?.causes ?? []
    for cause in causes {
      note(.hardwareToService, entry, device, from: cause.time, cause.entry)
    }
    begin(entry, causes)
  }

  private mutating func beginDeferred(_ call: Call, _ entry: TraceFile.Entry) {
    let asked = requests.removeValue(forKey: call) ?? []
    for request in asked {
      note(.serviceToDeferred, entry, call.device, from: request.time, request.causes.first?.entry)
      for cause in request.causes {
        note(.hardwareToDeferred, entry, call.device, from: cause.time, cause.entry)
      }
    }
    begin(entry, asked.flatMap(\.causes))
  }

  private mutating func deliver(_ code: UInt8, of device: DeviceID, _ entry: TraceFile.Entry) {
    guard let place = told.firstIndex(where: { $0.device == device && $0.code == code })
    else { return }
    let event = told.remove(at: place)
    note(.deferredToApplication, entry, device, from: event.time, event.cause)
  }

  private mutating func note(
    _ kind: HandOff.Kind, _ entry: TraceFile.Entry, _ device: DeviceID, from began: BoardInstant,
    _ origin: Int?
  ) {
    all.append(
      HandOff(
        kind: kind, line: entry.line, device: device, began: began, ended: entry.event.time,
        origin: origin))
  }

  // MARK: Routines

  private mutating func begin(_ entry: TraceFile.Entry, _ causes: [Cause]) {
    let processor = entry.event.processor
    noteSpan(on: processor, until: entry.event.time)
    running[processor, default: []].append(
      Running(event: entry.event, causes: causes, resumed: entry.event.time))
  }

  private mutating func noteSpan(on processor: UInt8, until time: BoardInstant) {
    guard let routine = running[processor]?.last, let device = routine.event.kind.device,
      routine.resumed < time
    else { return }
    spans.append(RoutineSpan(device: device, began: routine.resumed, ended: time))
  }

  /// Ends the routine that runs on the entry's processor; returns what caused it, or nil when the
  /// trace does not say that it began.
  private mutating func end(
    _ entry: TraceFile.Entry, _ device: DeviceID, line: LineID?
  ) -> [Cause]? {
    let processor = entry.event.processor
    guard let routine = running[processor]?.last, routine.event.kind.device == device else {
      return nil
    }
    noteSpan(on: processor, until: entry.event.time)
    running[processor]?.removeLast()
    let length = entry.event.time - routine.event.time
    if let outer = running[processor]?.indices.last {
      running[processor]?[outer].inside += length
      running[processor]?[outer].resumed = entry.event.time
    }
    var level = Level.dispatch
    var call: UInt8 = 0
    switch routine.event.kind {
    case .serviceBegan(_, _, let own): level = own
    case .deferredBegan(_, let number): call = number
    default: break
    }
    runs.append(
      RoutineRun(
        device: device, line: line, level: level, call: call, processor: processor,
        began: routine.event.time, ended: entry.event.time, own: length - routine.inside,
        origins: routine.causes.map(\.entry), fileLine: entry.line))
    return routine.causes
  }
}
