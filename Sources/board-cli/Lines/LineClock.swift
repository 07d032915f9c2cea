import BoardHAL
import BoardHALLinux

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How a board's instants are told to people: on the kernel's clock, or on that of the wall.
struct LineClock {
  /// What the kernel's clock showed when the board's showed zero.
  let kernelOrigin: Nanoseconds

  /// What the clock that people set shows when the kernel's shows zero, as it is set now.
  let wallOrigin: Nanoseconds

  /// Clocks that show the same as the board's, for boards in virtual time.
  static let virtual = LineClock(kernelOrigin: .zero, wallOrigin: .zero)

  init(kernelOrigin: Nanoseconds, wallOrigin: Nanoseconds) {
    self.kernelOrigin = kernelOrigin
    self.wallOrigin = wallOrigin
  }

  init(_ clock: MonotonicClock) {
    self.init(kernelOrigin: clock.kernelOrigin, wallOrigin: MonotonicClock.wallOrigin)
  }

  /// Seconds and nanoseconds as the kernel counts them, `8342.000015250`: what gpiomon's `%S` is.
  func seconds(_ instant: BoardInstant) -> String { Self.decimal(kernel(instant)) }

  /// A span in seconds and nanoseconds, `0.000015250`.
  static func seconds(_ span: Nanoseconds) -> String { decimal(span.count) }

  /// Date and time, `2026-11-21T09:15:07.000015250Z`, of the clock that people set.
  func universal(_ instant: BoardInstant) -> String { date(instant, "Z") { gmtime_r($0, $1) } }

  /// Date and time where this machine stands, without a zone, as gpiomon has it.
  func local(_ instant: BoardInstant) -> String { date(instant, "") { localtime_r($0, $1) } }

  private func kernel(_ instant: BoardInstant) -> Int64 {
    instant.nanoseconds + kernelOrigin.count
  }

  private func date(
    _ instant: BoardInstant, _ zone: String,
    _ calendar: (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
  ) -> String {
    let wall = kernel(instant) + wallOrigin.count
    var second = time_t(wall / Self.second)
    var parts = tm()
    _ = calendar(&second, &parts)
    let day = "\(parts.tm_year + 1900)-\(Self.digits(parts.tm_mon + 1))-\(Self.digits(parts.tm_mday))"
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { Self.digits($0) }
    return "\(day)T\(time.joined(separator: ":")).\(Self.digits(wall % Self.second, 9))\(zone)"
  }

  private static let second: Int64 = 1_000_000_000

  private static func decimal(_ nanoseconds: Int64) -> String {
    let sign = nanoseconds < 0 ? "-" : ""
    let size = Int64(nanoseconds.magnitude)
    return "\(sign)\(size / second).\(digits(size % second, 9))"
  }

  private static func digits(_ number: some BinaryInteger, _ count: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
