import BoardHAL
import Firmware

/// How long work waited at each border, and who took how long: a pure function of a trace.
struct LatencyReport {
  /// All crossings of one border.
  struct Row {
    let kind: HandOff.Kind
    var histogram = LatencyHistogram()
    /// The crossing that took longest.
    var worst: HandOff?
    /// Crossings that ended before they began, by stamps of two clocks that disagree.
    var backwards = 0
  }

  /// What a device's routines took.
  struct Usage {
    let device: DeviceID
    var services = Share()
    var deferredCalls = Share()
  }

  /// What routines of one kind took.
  struct Share {
    var count = 0
    /// In all, without what interrupted them.
    var own = Nanoseconds.zero
    /// The longest run, with what interrupted it.
    var longest = Nanoseconds.zero
    /// The line of the file that tells of the end of that run.
    var longestLine = 0

    fileprivate mutating func add(_ run: RoutineRun) {
      count += 1
      own += run.own
      guard run.length > longest else { return }
      longest = run.length
      longestLine = run.fileLine
    }
  }

  /// What was traced.
  let trace: TraceFile
  /// One for each border, those that nobody crossed too.
  private(set) var rows = HandOff.Kind.allCases.map { Row(kind: $0) }
  /// One for each device, in the order of the wiring.
  private(set) var usage: [Usage]
  /// When the first happening was.
  let start: BoardInstant
  /// From the first happening to the last.
  let length: Nanoseconds

  private let spans: [RoutineSpan]

  init(_ trace: TraceFile) {
    self.trace = trace
    usage = trace.header.devices.indices.map { Usage(device: DeviceID($0)) }
    start = trace.entries.first?.event.time ?? .start
    length = (trace.entries.last?.event.time ?? start) - start
    let handOffs = HandOffs(trace)
    spans = handOffs.spans
    for handOff in handOffs.all { add(handOff) }
    for run in handOffs.runs {
      if run.line == nil {
        usage[run.device.index].deferredCalls.add(run)
      } else {
        usage[run.device.index].services.add(run)
      }
    }
  }

  private mutating func add(_ handOff: HandOff) {
    let row = handOff.kind.rawValue
    guard handOff.length >= .zero else {
      rows[row].backwards += 1
      return
    }
    rows[row].histogram.record(handOff.length)
    if handOff.length > (rows[row].worst?.length ?? Nanoseconds(-1)) { rows[row].worst = handOff }
  }
}

extension LatencyReport {
  /// A stretch of the trace, and how much of it each device took.
  struct Interval {
    let start: BoardInstant
    /// For each device, in the order of the wiring.
    var own: [Nanoseconds]
  }

  /// What each device took in each interval of a length; those in which nothing ran are left out.
  ///
  /// - Precondition: `length` is greater than zero.
  func intervals(of length: Nanoseconds) -> [Interval] {
    var intervals: [Int64: Interval] = [:]
    for span in spans {
      var began = span.began
      while began < span.ended {
        let number = (began - start).count / length.count
        let first = start + length * number
        let ended = min(span.ended, first + length)
        let idle = Array(repeating: Nanoseconds.zero, count: usage.count)
        intervals[number, default: Interval(start: first, own: idle)].own[span.device.index] +=
          ended - began
        began = ended
      }
    }
    return intervals.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension HandOff.Kind {
  /// What people call it.
  var text: String {
    switch self {
    case .hardwareToService: "hardware → isr"
    case .serviceToDeferred: "isr → deferred call"
    case .hardwareToDeferred: "hardware → deferred call"
    case .routineToPassive: "routine → work item"
    case .deferredToApplication: "deferred call → application"
    }
  }

  /// What files call it.
  var word: String {
    switch self {
    case .hardwareToService: "hardware-to-service"
    case .serviceToDeferred: "service-to-deferred"
    case .hardwareToDeferred: "hardware-to-deferred"
    case .routineToPassive: "routine-to-passive"
    case .deferredToApplication: "deferred-to-application"
    }
  }
}

/// The quantiles that are told, in millionths, each with its name.
enum Quantile {
  static let all: [(text: String, word: String, millionths: UInt64)] = [
    ("50 %", "p50", 500_000), ("90 %", "p90", 900_000), ("99 %", "p99", 990_000),
    ("99.9 %", "p99.9", 999_000),
  ]
}
