import BoardHAL

/// What the interrupt controller is to do, as plainly as it can be said: an array that is searched.
struct ControllerModel {
  struct Line {
    var configuration = LineConfiguration(level: .passive)
    var isOpen = false
    var isEnabled = false
    var isMasked = false
    var isRaised = false
    var isAsserted = false
    var isInService = false
    var latch: [UInt32] = []
    /// When the line began to ask, or nil while it does not.
    var since: Int?
    var raised = 0
    var merged = 0
    var ignored = 0
    var claimed = 0

    var isPending: Bool { !latch.isEmpty || isRaised || isAsserted }
    var state: Set<LineFlag> {
      var flags: Set<LineFlag> = []
      if isPending { flags.insert(.pending) }
      if isEnabled { flags.insert(.enabled) }
      if isMasked { flags.insert(.masked) }
      if isInService { flags.insert(.inService) }
      return flags
    }
    var asks: Bool { isPending && isEnabled && !isMasked && !isInService }
  }

  var lines: [Line]
  private var clock = 0

  init(lines: Int) {
    self.lines = Array(repeating: Line(), count: lines)
  }

  mutating func open(_ configuration: LineConfiguration) -> Int? {
    guard let line = lines.firstIndex(where: { !$0.isOpen }) else { return nil }
    lines[line] = Line()
    lines[line].configuration = configuration
    lines[line].isOpen = true
    return line
  }

  mutating func latch(_ tag: UInt32, on line: Int) -> InterruptController.Reception {
    guard lines[line].isEnabled else { return ignore(line) }
    guard lines[line].latch.count < lines[line].configuration.latchCapacity else { return .full }
    let wasPending = lines[line].isPending
    lines[line].raised += 1
    change(line) { $0.latch.append(tag) }
    return wasPending ? .queued : .pending
  }

  mutating func raise(_ line: Int) -> InterruptController.Reception {
    guard lines[line].isEnabled else { return ignore(line) }
    lines[line].raised += 1
    guard !lines[line].isRaised else {
      lines[line].merged += 1
      return .merged
    }
    let wasPending = lines[line].isPending
    change(line) { $0.isRaised = true }
    return wasPending ? .queued : .pending
  }

  private mutating func ignore(_ line: Int) -> InterruptController.Reception {
    lines[line].ignored += 1
    return .ignored
  }

  mutating func enable(_ line: Int) {
    guard !lines[line].isEnabled else { return }
    change(line) {
      $0.isEnabled = true
      $0.isMasked = false
    }
  }

  mutating func disable(_ line: Int) {
    guard lines[line].isEnabled else { return }
    change(line) {
      $0.ignored += $0.latch.count + ($0.isRaised ? 1 : 0)
      $0.latch = []
      $0.isRaised = false
      $0.isEnabled = false
      $0.isMasked = false
    }
  }

  /// The line that has asked longest among the most urgent that ask for the processor.
  func mostUrgent(on processor: Int) -> Int? {
    lines.indices
      .filter {
        lines[$0].asks && lines[$0].configuration.affinity.contains(.processor(processor))
      }
      .min {
        let (one, two) = (lines[$0], lines[$1])
        return (two.configuration.level.number, one.since ?? 0)
          < (one.configuration.level.number, two.since ?? 0)
      }
  }

  /// The claimed line and the tag of what it brings; 0 stands for nothing.
  mutating func claim(on processor: Int, above level: Level) -> (line: Int, tag: UInt32)? {
    guard let line = mostUrgent(on: processor), lines[line].configuration.level > level else {
      return nil
    }
    var tag: UInt32 = 0
    change(line) {
      $0.isInService = true
      $0.claimed += 1
      if $0.latch.isEmpty { $0.isRaised = false } else { tag = $0.latch.removeFirst() }
    }
    return (line, tag)
  }

  /// Makes a change; a line that begins to ask by it goes behind its equals.
  mutating func change(_ line: Int, _ change: (inout Line) -> Void) {
    change(&lines[line])
    clock += 1
    guard lines[line].asks else {
      lines[line].since = nil
      return
    }
    if lines[line].since == nil { lines[line].since = clock }
  }

  /// Gives a line another level, at which it is the newest.
  mutating func setLevel(_ level: Level, of line: Int) {
    // A line that waits keeps its place unless its level changes.
    guard lines[line].configuration.level != level else { return }
    change(line) {
      $0.configuration.level = level
      $0.since = nil
    }
  }
}
