#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A point in time as people name it: date and time of day where the machine is.
///
/// Only for what is shown. Setting the clock moves it; whatever is compared is a `BoardInstant`.
struct WallTime: Equatable {
  /// Since the first of January 1970, in UTC.
  let nanoseconds: Int64
  /// How far local time is ahead of UTC, in seconds.
  let offset: Int64

  /// The time now.
  static var now: WallTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var seconds = time.tv_sec
    var local = tm()
    localtime_r(&seconds, &local)
    return WallTime(
      nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec),
      offset: Int64(local.tm_gmtoff))
  }

  /// The same moment, so many nanoseconds earlier.
  func earlier(by span: Int64) -> WallTime {
    WallTime(nanoseconds: nanoseconds - span, offset: offset)
  }

  /// The time of day: `09:05:03.250`.
  var clock: String { Self.clock(localMilliseconds) }

  /// The date: `2026-11-21`, of the Gregorian calendar.
  var date: String {
    // Counted from the first of March of year 0, so that the odd day ends a year.
    let days = Self.floor(localMilliseconds, 86_400_000) + 719_468
    let era = Self.floor(days, 146_097)
    let day = days - era * 146_097
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
    let ofYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let ofMonth = ofYear - (153 * month + 2) / 5 + 1
    let isAfterNewYear = month >= 10
    return Self.padded(year + era * 400 + (isAfterNewYear ? 1 : 0), 4) + "-"
      + Self.padded(isAfterNewYear ? month - 9 : month + 3, 2) + "-" + Self.padded(ofMonth, 2)
  }

  /// A span of milliseconds as hours, minutes and seconds; days are hours.
  static func clock(_ milliseconds: Int64) -> String {
    let ofDay = milliseconds - floor(milliseconds, 86_400_000) * 86_400_000
    let seconds = ofDay / 1_000
    return [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
      .joined(separator: ":") + "." + padded(ofDay % 1_000, 3)
  }

  private var localMilliseconds: Int64 {
    Self.floor(nanoseconds, 1_000_000) + offset * 1_000
  }

  /// A number with zeros in front of it.
  static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }
}
