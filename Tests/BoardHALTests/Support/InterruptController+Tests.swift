import BoardHAL

extension Level {
  /// A device level, for tests that know their numbers.
  static func at(_ number: Int) -> Level {
    guard let level = Level.device(number) else { preconditionFailure("3 to 12") }
    return level
  }
}

extension LineRecord {
  /// A rising edge with this number.
  static func edge(_ sequence: UInt32) -> LineRecord {
    .edge(EdgeRecord(time: .start, edge: .rising, value: .active, sequence: sequence))
  }

  /// The number of the edge, or 0 for a record that is none.
  var sequence: UInt32 {
    guard case .edge(let edge) = self else { return 0 }
    return edge.sequence
  }
}

/// One of the ways in which a line can be.
enum LineFlag {
  case pending, enabled, masked, inService
}

extension InterruptController {
  /// Every way in which the line is.
  func state(of line: LineID) -> Set<LineFlag> {
    var flags: Set<LineFlag> = []
    if isPending(line) { flags.insert(.pending) }
    if isEnabled(line) { flags.insert(.enabled) }
    if isMasked(line) { flags.insert(.masked) }
    if isInService(line) { flags.insert(.inService) }
    return flags
  }

  /// The number of the most urgent level that asks, for each processor.
  func urgencies() -> [UInt8?] {
    (0..<processorCount).map { mostUrgentLevel(on: $0)?.number }
  }

  /// Opens a line, and enables it unless told otherwise.
  mutating func add(
    level: Int, trigger: LineConfiguration.Trigger = .edge, affinity: ProcessorSet = .all,
    latch: Int = 16, isEnabled: Bool = true
  ) -> LineID {
    let configuration = LineConfiguration(
      level: .at(level), trigger: trigger, affinity: affinity, latchCapacity: latch)
    guard let line = open(configuration) else { preconditionFailure("no line is free") }
    if isEnabled { enable(line) }
    return line
  }

  /// Serves everything that asks, one after the other.
  mutating func takeAll() -> [LineID] {
    var taken: [LineID] = []
    while let claim = claim(on: 0, above: .passive) {
      taken.append(claim.line)
      complete(claim.line)
    }
    return taken
  }
}
