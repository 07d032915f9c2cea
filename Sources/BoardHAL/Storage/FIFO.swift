/// A first-in first-out queue that grows; whoever fills it keeps to a limit of its own.
package struct FIFO<Element> {
  private var slots: [Element?] = []
  private var head = 0

  /// Makes an empty queue.
  package init() {}

  package var count: Int { slots.count - head }

  package var isEmpty: Bool { head == slots.count }

  /// The element that is taken next.
  package var first: Element? { head < slots.count ? slots[head] : nil }

  /// The element that was appended last; may be exchanged where it stands.
  package var last: Element? {
    get { isEmpty ? nil : slots[slots.count - 1] }
    set {
      precondition(!isEmpty, "an empty queue has no last element to exchange")
      slots[slots.count - 1] = newValue
    }
  }

  package mutating func append(_ element: Element) {
    slots.append(element)
  }

  package mutating func popFirst() -> Element? {
    guard head < slots.count else { return nil }
    let element = slots[head]
    slots[head] = nil
    head += 1
    // Moving the rest down only when half is empty makes a pop constant on average.
    if head * 2 >= slots.count {
      slots.removeFirst(head)
      head = 0
    }
    return element
  }

  package mutating func removeAll() {
    slots.removeAll(keepingCapacity: true)
    head = 0
  }
}
