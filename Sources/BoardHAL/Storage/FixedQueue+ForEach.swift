extension FixedQueue {
  /// Looks at the elements that wait, oldest first, and leaves them where they are.
  @inlinable
  public borrowing func forEach(_ body: (Element) -> Void) {
    for place in 0..<count {
      let index = head + place
      if let element = slots[index < slots.count ? index : index - slots.count] { body(element) }
    }
  }
}
