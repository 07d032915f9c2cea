extension FixedRow where Element: ~Copyable {
  /// The place of one element: for code that works on it for a while and asks for the index once.
  ///
  /// - Precondition: `index` is within `0..<count`.
  @inlinable
  @inline(__always)
  public func place(at index: Int) -> Place<Element> {
    unsafe Place(address(of: index))
  }
}
