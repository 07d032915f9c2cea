import BoardHAL

/// One thing that can be done next.
enum Option: BitwiseCopyable {
  /// Back to the routine that was reached.
  case goOn
  /// A processor goes on with what it is in the middle of, or does the most urgent thing it has.
  case step(Int)
  /// The next thing of a stream happens.
  case arrive(Int)
  /// Time passes until the next timer runs out.
  case wait
}

/// What can be done next, gathered anew for each choice.
struct Options: ~Copyable {
  private let slots: FixedRow<Option>
  private(set) var count = 0

  /// Makes room for what a world with so many streams offers at most.
  init(streams: Int, in memory: inout RowMemory) {
    // Besides the streams and the processors: going on, or waiting.
    slots = memory.row(repeating: .goOn, count: streams + ProcessorSet.capacity + 1)
  }

  var isEmpty: Bool { count == 0 }

  subscript(index: Int) -> Option {
    precondition(index < count, "no such option")
    return slots[index]
  }

  mutating func append(_ option: Option) {
    slots[count] = option
    count += 1
  }

  mutating func removeAll() { count = 0 }
}
