internal import BoardHAL

/// What a recording has for one line, oldest first.
struct ReplayLine {
  struct Item {
    let position: Int
    let record: LineRecord

    /// When the hardware had it.
    var time: BoardInstant {
      switch record {
      case .bare: .start
      case .edge(let edge): edge.time
      case .serial(let serial): serial.time
      }
    }
  }

  private var items = FIFO<Item>()
  private(set) var isOpen = false
  /// The value that the record taken last left the line with.
  private(set) var value = LineValue.inactive
  /// The line has been named for its next record before it was due: firmware with a closed gate
  /// then knows that something waits for the gate to open.
  var isAnnounced = false
  /// The line has been named for its next record, which is due.
  var isNamed = false

  var next: Item? { items.first }

  mutating func add(_ item: Item) { items.append(item) }

  mutating func open() { isOpen = true }

  mutating func close() {
    isOpen = false
    isAnnounced = false
    isNamed = false
  }

  mutating func take() -> LineRecord? {
    guard let item = items.popFirst() else { return nil }
    isAnnounced = false
    isNamed = false
    if case .edge(let edge) = item.record { value = edge.value }
    return item.record
  }
}
