import ArgumentParser
import BoardHAL

/// When lines are turned over, on the command line: `20ms,30ms`, over and over, or once through
/// with a 0 at the end.
struct TogglePeriods: Equatable {
  /// How long each value lasts before it is turned over.
  let periods: [Nanoseconds]

  /// Begins anew after the last.
  let repeats: Bool

  /// Reads periods with commas between.
  ///
  /// - Throws: `ValidationError`, which says what is allowed.
  init(_ argument: String) throws {
    var periods = try argument.split(separator: ",", omittingEmptySubsequences: false)
      .map { try Period(String($0)).length }
    repeats = periods.last != .zero
    if !repeats { periods.removeLast() }
    self.periods = periods
  }
}
