/// A first-in first-out queue with a capacity, for one owner at a time.
///
/// A full queue refuses and says so; the caller decides what a refusal means and counts it. The
/// queue that an interrupt service routine fills while a deferred call empties it is
/// `SnapshotRing` in Firmware.
@frozen
public struct FixedQueue<Element>: ~Copyable {
  @usableFromInline
  var slots: FixedArray<Element?>

  @usableFromInline
  var head = 0

  @usableFromInline
  var waiting = 0

  /// The number of elements waiting.
  @inlinable
  public var count: Int { waiting }

  /// Makes an empty queue of `capacity` places; allocates once, here.
  @inlinable
  public init(capacity: Int) {
    slots = FixedArray(repeating: nil, count: capacity)
  }

  /// The number of elements the queue can hold.
  @inlinable
  public var capacity: Int { slots.count }

  /// True when nothing waits.
  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// The oldest element, left in place, or nil when the queue is empty.
  @inlinable
  public var first: Element? { count > 0 ? slots[head] : nil }

  /// Appends `element`, or refuses when the queue is full.
  ///
  /// - Returns: false when `element` was not taken.
  @inlinable
  public mutating func tryPush(_ element: Element) -> Bool {
    guard count < slots.count else { return false }
    var tail = head + waiting
    if tail >= slots.count { tail -= slots.count }
    slots[tail] = element
    waiting += 1
    return true
  }

  /// Inserts `element` before the first one that `isLater` says it precedes, or refuses when full.
  ///
  /// Elements that are neither earlier nor later keep the order in which they came.
  ///
  /// - Returns: false when `element` was not taken.
  public mutating func tryInsert(_ element: Element, before isLater: (Element) -> Bool) -> Bool {
    guard tryPush(element) else { return false }
    var place = count - 1
    while place > 0, let previous = slots[slot(place - 1)], isLater(previous) {
      slots[slot(place)] = previous
      place -= 1
    }
    slots[slot(place)] = element
    return true
  }

  /// Takes the oldest element that satisfies `condition`, wherever it stands, or nil.
  public mutating func remove(where condition: (Element) -> Bool) -> Element? {
    for place in 0..<count {
      guard let element = slots[slot(place)], condition(element) else { continue }
      for later in place + 1..<Swift.max(count, place + 1) {
        slots[slot(later - 1)] = slots[slot(later)]
      }
      slots[slot(count - 1)] = nil
      waiting -= 1
      return element
    }
    return nil
  }

  /// Where in the row the element at `place` in the queue lies.
  private func slot(_ place: Int) -> Int {
    let index = head + place
    return index < slots.count ? index : index - slots.count
  }

  /// Takes the oldest element, or nil when the queue is empty.
  @inlinable
  public mutating func tryPop() -> Element? {
    guard count > 0 else { return nil }
    let element = slots[head]
    slots[head] = nil
    head += 1
    if head == slots.count { head = 0 }
    waiting -= 1
    return element
  }
}
