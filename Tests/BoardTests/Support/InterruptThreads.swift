import Glibc

/// The kernel's threads that report edges.
enum InterruptThreads {
  /// Waits until none of them has anything to do: every edge so far is in its buffer.
  ///
  /// The hard half of an interrupt has run by the time that a write to a pull returns, and has
  /// woken the thread. Edges that come before the thread has run are merged, on a real board too;
  /// a test that counts edges one by one waits for it.
  static func settle() throws {
    for entry in try KernelFile.entries(of: "/proc") where entry.first?.isNumber == true {
      guard let name = try? KernelFile.read("/proc/\(entry)/comm"), name.hasPrefix("irq/") else {
        continue
      }
      while isBusy(entry) { sched_yield() }
    }
  }

  private static func isBusy(_ process: String) -> Bool {
    // "12 (irq/24-board-cli) S 2 …"; gone is idle too.
    guard let status = try? KernelFile.read("/proc/\(process)/stat"),
      let end = status.lastIndex(of: ")")
    else { return false }
    return status[end...].dropFirst(2).first != "S"
  }
}
