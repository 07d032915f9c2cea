/// The newest entries up to a capacity, and the number of older ones that were let go.
///
/// A board that runs for a virtual year must not grow for a year. Nothing goes uncounted: an entry
/// is kept, taken, or in `dropped`.
struct BoundedLog<Element> {
  /// How many entries are kept; with 0 every entry is only counted.
  let capacity: Int

  /// How many entries were let go to make room for newer ones.
  private(set) var dropped: UInt64 = 0

  private var slots: [Element] = []
  /// Where the oldest entry is, once the slots are full.
  private var oldest = 0

  init(capacity: Int) {
    precondition(capacity >= 0, "a log cannot have a negative capacity")
    self.capacity = capacity
  }

  /// Every entry that is still here, oldest first.
  var entries: [Element] { Array(slots[oldest...] + slots[..<oldest]) }

  /// The number of entries that are still here.
  var count: Int { slots.count }

  mutating func append(_ element: Element) {
    if slots.count < capacity {
      slots.append(element)
      return
    }
    dropped += 1
    guard capacity > 0 else { return }
    slots[oldest] = element
    oldest = oldest + 1 == capacity ? 0 : oldest + 1
  }

  /// Empties the log; `dropped` keeps counting.
  mutating func takeAll() -> [Element] {
    let taken = entries
    slots.removeAll(keepingCapacity: true)
    oldest = 0
    return taken
  }
}
