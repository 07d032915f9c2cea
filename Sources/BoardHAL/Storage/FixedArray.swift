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
    row = FixedRow(count: count, element)
  }

  @inlinable
  deinit {
    unsafe row.free()
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
