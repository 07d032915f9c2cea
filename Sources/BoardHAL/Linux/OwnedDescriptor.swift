#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file descriptor that is closed once, when its owner goes.
struct OwnedDescriptor: ~Copyable {
  /// The descriptor, for as long as this value lives.
  let number: Int32

  /// Takes over an open descriptor.
  init(_ number: Int32) {
    self.number = number
  }

  deinit {
    // The kernel frees the number whatever it returns; closing again could hit somebody else's.
    _ = close(number)
  }
}
