import FirmwareExplorer

/// How far an exploration is, on standard error, for whoever waits longer than two seconds.
final class ExploreProgress {
  private static let patience = Duration.seconds(2)

  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var hasShown = false
  private var output = OutputFile.standardError

  init() {
    next = clock.now + Self.patience
  }

  /// Shows it, if it is time to.
  func show(_ result: Exploration) {
    guard clock.now >= next else { return }
    next = clock.now + .milliseconds(500)
    hasShown = true
    output.write("\rexploring: \(result.schedules) schedules")
  }

  /// Leaves what was shown behind.
  func end() {
    if hasShown { output.write("\n") }
  }
}
