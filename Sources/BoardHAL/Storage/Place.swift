/// A value at a place that does not change, for as long as its `RowMemory` lives.
///
/// A constant whose value can be written: copying it copies the place, not the value. What several
/// threads share is a set of such places, and a thread that changes the value at one of them
/// touches no other. (Were they members of one value, changing one would be an access of the whole,
/// to the language and to the thread sanitizer.) Several values in a row are a `FixedRow`.
@frozen
@safe
public struct Place<Value: ~Copyable>: Copyable {
  /// Where the value lies, for accessors that hand it out in place.
  @unsafe
  public let address: UnsafeMutablePointer<Value>

  @inlinable
  init(_ address: UnsafeMutablePointer<Value>) {
    unsafe self.address = address
  }

  /// The value, in place.
  @inlinable
  public var value: Value {
    @inline(__always)
    unsafeAddress { unsafe UnsafePointer(address) }
    @inline(__always)
    nonmutating unsafeMutableAddress { unsafe address }
  }
}
