/// How far something is, on standard error, for whoever waits at a terminal for longer than two
/// seconds.
final class Progress {
  private static let patience = Duration.seconds(2)
  private static let width = 30

  private let line: (Int, Duration) -> String
  private let isWatched = Descriptor.isTerminal(Descriptor.errors)
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var shown = 0
  private var output = OutputFile.standardError

  /// Begins to count the time.
  ///
  /// - Parameter line: What to show when so much is done after so long.
  init(_ line: @escaping (_ done: Int, _ time: Duration) -> String) {
    self.line = line
    began = clock.now
    next = began + Self.patience
  }

  /// Begins to count the time of something whose parts are known beforehand.
  ///
  /// - Parameters:
  ///   - doing: What is being done, and to what.
  ///   - total: How many parts it has.
  convenience init(_ doing: String, of total: Int) {
    self.init { done, _ in "\(doing) \(Self.bar(done, of: total))" }
  }

  /// Shows it, if it is time to.
  func show(_ done: Int) {
    guard isWatched else { return }
    let now = clock.now
    guard now >= next else { return }
    next = now + .milliseconds(250)
    let text = line(done, now - began)
    // What is left of a longer line is written over.
    let rest = String(repeating: " ", count: max(0, shown - text.count))
    shown = text.count
    output.write("\r\(text)\(rest)")
  }

  /// Leaves what was shown behind.
  func end() {
    if shown > 0 { output.write("\n") }
    shown = 0
  }

  /// A bar and a share: `[##########....................] 33 %`.
  static func bar(_ done: Int, of total: Int) -> String {
    let done = min(done, total)
    let filled = width * done / max(total, 1)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    return "[\(bar)] \(100 * done / max(total, 1)) %"
  }
}
