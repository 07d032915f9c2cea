internal import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Which clock the kernel stamps edges with.
enum EventClock {
  /// True when edges are stamped with the clock that this board's stamps are of.
  ///
  /// API 2 is told which clock to use. API 1 cannot be told, and a kernel before 5.7 stamps what it
  /// reads with the clock that people set: such stamps cannot be compared with ours (row H09).
  ///
  /// - Parameters:
  ///   - api: The API of libgpiod.
  ///   - release: The kernel's release, as `uname -r` has it: `6.1.0-37-amd64`.
  /// - Returns: false when the stamps are of another clock.
  static func isMonotonic(api: Int32, release: String) -> Bool {
    guard api < 2 else { return true }
    let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    guard numbers.count == 2 else { return true }
    return (numbers[0], numbers[1]) >= (5, 7)
  }

  /// Refuses where the stamps would be of another clock.
  static func check() throws(BoardError) {
    var name = utsname()
    uname(&name)
    let release = withUnsafeBytes(of: &name.release) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard isMonotonic(api: cgpio_api(), release: release) else {
      throw .unsupported(
        "stamping edges on Linux \(release)",
        remedy: "before 5.7 libgpiod 1 gets the clock that people set; use a newer kernel")
    }
  }
}
