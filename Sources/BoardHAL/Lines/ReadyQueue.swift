/// The lines that ask one processor for service, by level, oldest first within a level.
///
/// A bit for each level that has a line makes finding the most urgent one a single instruction,
/// and the queues are doubly linked through the lines' own nodes, so that joining, leaving and
/// taking cost the same with one line as with a thousand. Oldest first within a level means that
/// a line which never falls silent cannot starve its equals.
@usableFromInline
struct ReadyQueue: ~Copyable {
  struct Node {
    var next: Int32 = -1
    var previous: Int32 = -1
  }

  struct Ends {
    var head: Int32 = -1
    var tail: Int32 = -1
  }

  /// Bit `n` says that the queue of level `n` is not empty.
  @usableFromInline
  private(set) var occupied: UInt16 = 0

  /// One node for each line: a line of wide affinity waits in the queues of several processors.
  private var nodes: FixedArray<Node>
  /// One queue for each level; in an `InlineArray`, reading one element would copy them all.
  private var queues: FixedArray<Ends>

  init(lines: Int) {
    nodes = FixedArray(repeating: Node(), count: lines)
    queues = FixedArray(repeating: Ends(), count: 16)
  }

  /// The most urgent level at which a line waits; 0, above which it is not, when none does.
  @inlinable
  var mostUrgent: UInt8 {
    @inline(__always)
    get { UInt8(truncatingIfNeeded: 15 &- (occupied | 1).leadingZeroBitCount) }
  }

  /// The line that has waited longest at `level`.
  @inline(__always)
  func oldest(at level: UInt8) -> Int { Int(queues[Int(level)].head) }

  @inline(__always)
  mutating func join(_ line: Int, at level: UInt8) {
    let number = Int32(truncatingIfNeeded: line)
    let tail = queues[Int(level)].tail
    nodes[line] = Node(next: -1, previous: tail)
    if tail < 0 { queues[Int(level)].head = number } else { nodes[Int(tail)].next = number }
    queues[Int(level)].tail = number
    occupied |= 1 &<< UInt16(level)
  }

  /// Takes out the line that has waited longest at `level`.
  @inline(__always)
  mutating func leaveAsOldest(_ line: Int, at level: UInt8) {
    let next = nodes[line].next
    queues[Int(level)].head = next
    if next < 0 {
      queues[Int(level)].tail = -1
      occupied &= ~(1 &<< UInt16(level))
    } else {
      nodes[Int(next)].previous = -1
    }
  }

  @inline(__always)
  mutating func leave(_ line: Int, at level: UInt8) {
    let node = nodes[line]
    if node.previous < 0 {
      queues[Int(level)].head = node.next
    } else {
      nodes[Int(node.previous)].next = node.next
    }
    if node.next < 0 {
      queues[Int(level)].tail = node.previous
    } else {
      nodes[Int(node.next)].previous = node.previous
    }
    if queues[Int(level)].head < 0 { occupied &= ~(1 &<< UInt16(level)) }
  }

  /// Takes in which lines wait, and in which order.
  func mix(into fingerprint: inout Fingerprint) {
    for level in 0..<16 where occupied >> UInt16(level) & 1 == 1 {
      var line = queues[level].head
      while line >= 0 {
        fingerprint.mix(level << 16 | Int(line))
        line = nodes[Int(line)].next
      }
    }
  }

  /// How often a line waits at `level`, counted by walking the queue; 2 stands for more than once.
  func occurrences(of line: Int, at level: UInt8) -> Int {
    var count = 0
    var node = queues[Int(level)].head
    while node >= 0, count < 2 {
      if Int(node) == line { count += 1 }
      node = nodes[Int(node)].next
    }
    return count
  }
}
