internal import BoardHAL
internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Ends a board's wait from another thread.
public final class Bell: Sendable {
  let descriptor: OwnedDescriptor

  init() throws(BoardError) {
    descriptor = OwnedDescriptor(
      try systemCall("eventfd", on: "the board's bell") {
        eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
      })
  }

  /// Ends the board's wait, the present one or the next; any thread may call, and it never blocks.
  public func ring() {
    var one: UInt64 = 1
    // Refused only when it has rung 2⁶⁴ − 2 times unheard.
    _ = write(descriptor.number, &one, MemoryLayout<UInt64>.size)
  }

  /// Takes back that it rang.
  func silence() {
    var count: UInt64 = 0
    _ = read(descriptor.number, &count, MemoryLayout<UInt64>.size)
  }
}
