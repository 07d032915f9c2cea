internal import BoardHAL
internal import CLinux

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Becomes readable when a device file goes away.
///
/// Kernels before 6.6 hang a GPIO request up when its chip is removed, and wake nobody: who sleeps
/// on the descriptor sleeps on. The chip's device file goes in the same moment, which does wake.
/// Idle it costs nothing, as files in `/dev` come and go with hardware alone.
final class DeviceWatch {
  let descriptor: OwnedDescriptor

  /// Begins to watch `/dev`.
  ///
  /// - Throws: `BoardError.system` when the user has no watch left.
  init() throws(BoardError) {
    let thing = "the watch over /dev"
    let descriptor = OwnedDescriptor(
      try systemCall("inotify_init1", on: thing) {
        inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
      })
    try systemCall("inotify_add_watch", on: thing) {
      inotify_add_watch(descriptor.number, "/dev", UInt32(IN_DELETE))
    }
    self.descriptor = descriptor
  }

  /// Takes back that something went; what, is seen by looking at everything.
  func settle() {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
      while read(descriptor.number, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}
