/// A row of elements whose number is fixed when it is made; freed with its owner.
///
/// For the parts of a value: what several threads write element by element is a `FixedRow`.
@frozen
@safe
public struct FixedArray<Element: ~Copyable>: ~Copyable {
  @usableFromInline
  let row: FixedRow<Element>

  /// The number of elements, fixed for life.
  @inlinable
  public var count: Int { row.count }

  /// Makes a row of `count` elements, each from its index.
  @inlinable
  public init(count: Int, _ element: (Int) -> Element) {
    precondition(count >= 0, "a row cannot have a negative number of elements")
    let base = UnsafeMutablePointer<Element>.allocate(capacity: Swift.max(count, 1))
    for index in 0..<count { unsafe (base + index).initialize(to: element(index)) }
    row = unsafe FixedRow(base: base, count: count)
  }

  @inlinable
  deinit {
    unsafe row.base.deinitialize(count: row.count)
    unsafe row.base.deallocate()
  }

  /// The element at `index`, in place.
  ///
  /// - Precondition: `index` is within `0..<count`.
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always)
    unsafeAddress { unsafe UnsafePointer(row.address(of: index)) }
    @inline(__always)
    nonmutating unsafeMutableAddress { unsafe row.address(of: index) }
  }
}

extension FixedArray where Element: Copyable {
  /// Makes a row of `count` copies of `element`.
  @inlinable
  public init(repeating element: Element, count: Int) {
    self.init(count: count) { _ in element }
  }
}
