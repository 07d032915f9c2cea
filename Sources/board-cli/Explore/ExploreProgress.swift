/// What is shown of an exploration that takes its time.
///
/// How many schedules there are is known only when all have been run; the bar shows how much of the
/// allowance is used up, and the exploration may well end before it is full.
enum ExploreProgress {
  /// The line that is shown: the bar, the share, and the pace.
  static func line(_ schedules: Int, of allowance: Int, after time: Duration) -> String {
    let (seconds, fraction) = time.components
    let milliseconds = max(1, seconds * 1000 + fraction / 1_000_000_000_000_000)
    let pace = Int64(schedules) * 1000 / milliseconds
    return "exploring \(Progress.bar(schedules, of: allowance)), \(schedules) of at most "
      + "\(allowance) schedules, \(pace) a second"
  }
}
