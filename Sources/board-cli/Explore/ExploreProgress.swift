import FirmwareExplorer

/// How far an exploration is, on standard error, for whoever waits longer than two seconds.
///
/// How many schedules there are is known only when all have been run; the bar shows how much of the
/// allowance is used up, and the exploration may well end before it is full.
final class ExploreProgress {
  private static let patience = Duration.seconds(2)
  private static let width = 30

  private let allowance: Int
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var shown = 0
  private var output = OutputFile.standardError

  /// - Parameter allowance: How many schedules there can be at most.
  init(allowance: Int) {
    self.allowance = allowance
    began = clock.now
    next = began + Self.patience
  }

  /// Shows it, if it is time to.
  func show(_ result: Exploration) {
    let now = clock.now
    guard now >= next else { return }
    next = now + .milliseconds(250)
    let text = Self.line(result.schedules, of: allowance, after: now - began)
    // What is left of a longer line is written over.
    let rest = String(repeating: " ", count: max(0, shown - text.count))
    shown = text.count
    output.write("\r\(text)\(rest)")
  }

  /// The line that is shown: the bar, the share, and the pace.
  static func line(_ schedules: Int, of allowance: Int, after time: Duration) -> String {
    let done = min(schedules, allowance)
    let filled = width * done / max(allowance, 1)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    let (seconds, fraction) = time.components
    let milliseconds = max(1, seconds * 1000 + fraction / 1_000_000_000_000_000)
    let pace = Int64(schedules) * 1000 / milliseconds
    return "exploring [\(bar)] \(100 * done / max(allowance, 1)) %, \(schedules) of at most "
      + "\(allowance) schedules, \(pace) a second"
  }

  /// Leaves what was shown behind.
  func end() {
    if shown > 0 { output.write("\n") }
  }
}
