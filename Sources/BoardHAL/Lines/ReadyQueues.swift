/// The lines that ask for service, by processor.
@usableFromInline
struct ReadyQueues: ~Copyable {
  private let processors: ProcessorSet
  /// There is one queue: no need to ask which of them a line is in.
  private let isOne: Bool

  @usableFromInline
  private(set) var queues: FixedArray<ReadyQueue>

  init(lines: Int, processors: Int) {
    self.processors = .first(processors)
    isOne = processors == 1
    queues = FixedArray(count: processors) { _ in ReadyQueue(lines: lines) }
  }

  /// True when a line above `level` waits for `processor`.
  @inlinable
  @inline(__always)
  func hasLine(on processor: Int, above level: UInt8) -> Bool {
    queues[processor].mostUrgent > level
  }

  /// The most urgent level at which a line waits for `processor`, or nil when none does.
  @inline(__always)
  func mostUrgent(on processor: Int) -> UInt8? {
    queues[processor].occupied == 0 ? nil : queues[processor].mostUrgent
  }

  /// The line that has waited longest for `processor` at `level`.
  @inline(__always)
  func oldest(at level: UInt8, on processor: Int) -> Int { queues[processor].oldest(at: level) }

  @inline(__always)
  mutating func join(_ line: Int, at level: UInt8, on affinity: ProcessorSet) {
    if isOne { return queues[0].join(line, at: level) }
    joinAll(line, at: level, on: affinity)
  }

  @inline(never)
  private mutating func joinAll(_ line: Int, at level: UInt8, on affinity: ProcessorSet) {
    var rest = affinity.intersection(processors).rawValue
    while rest != 0 {
      queues[rest.trailingZeroBitCount].join(line, at: level)
      rest &= rest &- 1
    }
  }

  /// Takes a line out everywhere that is the oldest of its level on `processor`.
  @inline(__always)
  mutating func leaveAsOldest(
    _ line: Int, at level: UInt8, of processor: Int, on affinity: ProcessorSet
  ) {
    if isOne { return queues[0].leaveAsOldest(line, at: level) }
    leave(line, at: level, on: affinity)
  }

  @inline(never)
  mutating func leave(_ line: Int, at level: UInt8, on affinity: ProcessorSet) {
    var rest = affinity.intersection(processors).rawValue
    while rest != 0 {
      queues[rest.trailingZeroBitCount].leave(line, at: level)
      rest &= rest &- 1
    }
  }

  /// True when a line waits exactly where its affinity and readiness say.
  func agree(
    on line: Int, isReady: Bool, at level: UInt8, _ affinity: ProcessorSet
  ) -> Bool {
    for processor in 0..<queues.count {
      let isMember = affinity.contains(.processor(processor))
      let wanted = isReady && isMember ? 1 : 0
      if queues[processor].occurrences(of: line, at: level) != wanted { return false }
    }
    return true
  }
}
