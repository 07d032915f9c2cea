import ArgumentParser

/// How the time of a line is written: the formats of tio, under their names.
enum TimestampFormat: String, CaseIterable, ExpressibleByArgument {
  /// The time of day.
  case timeOfDay = "24hour"
  /// Since the terminal was started.
  case sinceStart = "24hour-start"
  /// Since the line before.
  case sinceLast = "24hour-delta"
  /// Date and time of day.
  case iso8601 = "iso8601"
  /// Seconds since 1970.
  case epoch = "epoch"
  /// Seconds since 1970, with microseconds.
  case epochMicroseconds = "epoch-usec"

  /// Writes the stamp of a line.
  ///
  /// - Parameters:
  ///   - time: When the line began.
  ///   - start: When the terminal was started.
  ///   - last: When the line before began; nil for the first.
  /// - Returns: the stamp, without brackets.
  func text(_ time: WallTime, start: WallTime, last: WallTime?) -> String {
    switch self {
    case .timeOfDay: time.clock
    case .sinceStart: Self.span(from: start, to: time)
    case .sinceLast: Self.span(from: last ?? time, to: time)
    case .iso8601: "\(time.date)T\(time.clock)"
    case .epoch: "\(time.nanoseconds / 1_000_000_000)"
    case .epochMicroseconds:
      "\(time.nanoseconds / 1_000_000_000)."
        + WallTime.padded(time.nanoseconds / 1_000 % 1_000_000, 6)
    }
  }

  /// Never negative, although the clock can be set back meanwhile.
  private static func span(from start: WallTime, to end: WallTime) -> String {
    WallTime.clock(max(0, end.nanoseconds - start.nanoseconds) / 1_000_000)
  }
}
