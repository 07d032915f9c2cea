/// The lines that ask for service, by processor and level, oldest first within a level.
///
/// A bit for each level that has a line makes finding the most urgent one a single instruction,
/// and the queues are doubly linked through the lines' own nodes, so that joining, leaving and
/// taking cost the same with one line as with a thousand. Oldest first within a level means that
/// a line which never falls silent cannot starve its equals.
struct ReadyQueues: ~Copyable {
  struct Node {
    var next: Int32 = -1
    var previous: Int32 = -1
  }

  struct Ends {
    var head: Int32 = -1
    var tail: Int32 = -1
  }

  private static let levels = 16

  private let processors: Int
  /// One node for each line on each processor: a line of wide affinity waits in several queues.
  private var nodes: FixedArray<Node>
  private var queues: FixedArray<Ends>
  /// Bit `n` of a processor's word says that its queue of level `n` is not empty.
  private var occupied: FixedArray<UInt16>

  init(lines: Int, processors: Int) {
    self.processors = processors
    nodes = FixedArray(repeating: Node(), count: lines * processors)
    queues = FixedArray(repeating: Ends(), count: Self.levels * processors)
    occupied = FixedArray(repeating: 0, count: processors)
  }

  /// The most urgent level at which a line waits for `processor`, or nil when none does.
  func mostUrgent(on processor: Int) -> UInt8? {
    let word = occupied[processor]
    guard word != 0 else { return nil }
    return UInt8(truncatingIfNeeded: 15 &- word.leadingZeroBitCount)
  }

  /// The line that has waited longest for `processor` at `level`.
  func oldest(at level: UInt8, on processor: Int) -> Int {
    Int(queues[processor * Self.levels + Int(level)].head) / processors
  }

  mutating func join(_ line: Int, at level: UInt8, on affinity: ProcessorSet) {
    for processor in 0..<processors where affinity.contains(.processor(processor)) {
      let node = Int32(truncatingIfNeeded: line * processors + processor)
      let queue = processor * Self.levels + Int(level)
      let tail = queues[queue].tail
      nodes[Int(node)] = Node(next: -1, previous: tail)
      if tail < 0 { queues[queue].head = node } else { nodes[Int(tail)].next = node }
      queues[queue].tail = node
      occupied[processor] |= 1 << UInt16(level)
    }
  }

  mutating func leave(_ line: Int, at level: UInt8, on affinity: ProcessorSet) {
    for processor in 0..<processors where affinity.contains(.processor(processor)) {
      let node = nodes[line * processors + processor]
      let queue = processor * Self.levels + Int(level)
      if node.previous < 0 {
        queues[queue].head = node.next
      } else {
        nodes[Int(node.previous)].next = node.next
      }
      if node.next < 0 {
        queues[queue].tail = node.previous
      } else {
        nodes[Int(node.next)].previous = node.previous
      }
      if queues[queue].head < 0 { occupied[processor] &= ~(1 << UInt16(level)) }
    }
  }
}
