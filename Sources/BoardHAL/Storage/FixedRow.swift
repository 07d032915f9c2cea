/// A row of elements at a place that does not change, for as long as its `RowMemory` lives.
///
/// The core keeps its tables in these: after start-up nothing grows, so nothing allocates, and an
/// access is an index check and an address. A row is a constant whose elements can be written:
/// copying it copies the place, not the elements, and writing an element writes nothing else, so
/// that threads may work on different elements of one row at the same time. (Of a row that owned
/// its elements, writing one would be an access of the whole, to the language and to the thread
/// sanitizer.)
@frozen
@safe
public struct FixedRow<Element: ~Copyable>: Copyable {
  @usableFromInline
  let base: UnsafeMutablePointer<Element>

  /// The number of elements, fixed for life.
  public let count: Int

  @inlinable
  init(base: UnsafeMutablePointer<Element>, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// The element at `index`, in place.
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
