/// Owns a value at a fixed place, and frees it when the last who refers to it goes.
///
/// What runs often reaches the value through the pointer, never through a class property, and so
/// pays for neither reference counting nor run-time exclusivity checks.
@safe
@usableFromInline
final class Box<Value: ~Copyable> {
  @usableFromInline
  let cell: UnsafeMutablePointer<Value>

  @usableFromInline
  init(_ value: consuming Value) {
    unsafe cell = .allocate(capacity: 1)
    unsafe cell.initialize(to: value)
  }

  deinit {
    unsafe cell.deinitialize(count: 1)
    unsafe cell.deallocate()
  }
}
