internal import BoardHAL

/// What is still to happen, soonest first; at one instant, in the order of insertion.
///
/// A binary heap: an idle board holds nothing here, so that passing a million virtual seconds
/// costs one look. The serial number of each entry makes equal times keep their order, without
/// which a heap would deal them out in an order that nobody asked for.
struct Timeline<Happening> {
  struct Entry {
    let time: BoardInstant
    let serial: UInt64
    let happening: Happening

    func precedes(_ other: Entry) -> Bool {
      time == other.time ? serial < other.serial : time < other.time
    }
  }

  private var heap: [Entry] = []
  private var nextSerial: UInt64 = 0

  var count: Int { heap.count }

  /// When the next thing happens, or nil when nothing will.
  var nextTime: BoardInstant? { heap.first?.time }

  mutating func insert(_ happening: Happening, at time: BoardInstant) {
    heap.append(Entry(time: time, serial: nextSerial, happening: happening))
    nextSerial += 1
    siftUp(from: heap.count - 1)
  }

  /// Takes the next thing that happens at `time` or before, or nil when nothing does.
  mutating func takeNext(upTo time: BoardInstant) -> Entry? {
    guard let next = heap.first, next.time <= time else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    siftDown(from: 0)
    return next
  }

  private mutating func siftUp(from start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown(from start: Int) {
    var parent = start
    while true {
      var first = parent
      let left = 2 * parent + 1
      for child in left...left + 1
      where child < heap.count && heap[child].precedes(heap[first]) {
        first = child
      }
      if first == parent { return }
      heap.swapAt(first, parent)
      parent = first
    }
  }
}
