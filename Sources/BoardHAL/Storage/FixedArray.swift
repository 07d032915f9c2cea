/// A row of elements whose number is fixed when it is made.
///
/// The core keeps all its tables in these: after start-up nothing grows, so nothing allocates, and
/// an access is an index check and an address, with neither reference counting nor a uniqueness
/// check. Freed with its owner.
@frozen
@safe
public struct FixedArray<Element: ~Copyable>: ~Copyable {
  @usableFromInline
  let base: UnsafeMutablePointer<Element>

  /// The number of elements, fixed for life.
  public let count: Int

  /// Makes a row of `count` elements, each from its index.
  @inlinable
  public init(count: Int, _ element: (Int) -> Element) {
    precondition(count >= 0, "a row cannot have a negative number of elements")
    unsafe base = .allocate(capacity: Swift.max(count, 1))
    self.count = count
    for index in 0..<count {
      unsafe (base + index).initialize(to: element(index))
    }
  }

  @inlinable
  deinit {
    unsafe base.deinitialize(count: count)
    unsafe base.deallocate()
  }

  /// The element at `index`, in place.
  ///
  /// Writing an element does not write the row, so that threads may work on different elements of
  /// one row at the same time.
  ///
  /// - Precondition: `index` is within `0..<count`.
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always)
    unsafeAddress {
      // One unsigned comparison refuses both a negative index and one past the end.
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index outside the row")
      return unsafe UnsafePointer(base + index)
    }
    @inline(__always)
    nonmutating unsafeMutableAddress {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index outside the row")
      return unsafe base + index
    }
  }

  /// Where the element at `index` lies, for accessors that hand it out in place.
  ///
  /// A coroutine would do the same in an optimised build; in a debug build its frame can come from
  /// the heap, and the core promises to take nothing from there.
  ///
  /// - Precondition: `index` is within `0..<count`.
  @unsafe
  @inline(__always)
  @inlinable
  public func address(of index: Int) -> UnsafeMutablePointer<Element> {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index outside the row")
    return unsafe base + index
  }
}

extension FixedArray where Element: Copyable {
  /// Makes a row of `count` copies of `element`.
  @inlinable
  public init(repeating element: Element, count: Int) {
    self.init(count: count) { _ in element }
  }
}
