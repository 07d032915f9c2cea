import CProcessFiles
import Glibc

/// The GPIO lines of a program, kept as they are when the program ends, until this goes.
///
/// The kernel's simulator puts a line back when its last holder closes it, so that the level which
/// a program left could not be seen. A copy of its descriptors keeps the lines requested.
final class HeldLines {
  private let copies: [Int32]

  init(of process: pid_t) throws {
    let handle = process_open(process)
    guard handle >= 0 else {
      throw KernelFile.Failure(path: "process \(process)", call: "pidfd_open", number: errno)
    }
    defer { close(handle) }
    let folder = "/proc/\(process)/fd"
    var copies: [Int32] = []
    for entry in try KernelFile.entries(of: folder) {
      guard let number = Int32(entry), Self.isGPIO("\(folder)/\(entry)") else { continue }
      let copy = process_copy_descriptor(handle, number)
      guard copy >= 0 else {
        throw KernelFile.Failure(path: entry, call: "pidfd_getfd", number: errno)
      }
      copies.append(copy)
    }
    self.copies = copies
  }

  deinit {
    for copy in copies { close(copy) }
  }

  /// How many descriptors are held.
  var count: Int { copies.count }

  private static func isGPIO(_ link: String) -> Bool {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = readlink(link, &buffer, buffer.count)
    let bytes = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    // "anon_inode:gpio-line" with API 2, "gpio-linehandle" and "gpio-event" with API 1.
    return String(decoding: bytes, as: UTF8.self).contains("gpio-")
  }
}
