/// What came of exploring.
public struct Exploration: Sendable, CustomStringConvertible {
  /// Runs from the beginning, to the end or to a state that had been seen before.
  public internal(set) var schedules = 0

  /// Different states in which no routine was on a stack.
  public internal(set) var states = 0

  /// Runs that ended at a state that had been seen before.
  public internal(set) var cut = 0

  /// Runs that were given up because they had too many choices.
  public internal(set) var tooLong = 0

  /// The most choices in one run.
  public internal(set) var deepest = 0

  /// Every schedule within the bounds has been run or was covered by one that has.
  public internal(set) var isExhausted = false

  /// The seed, when schedules were drawn at random.
  public internal(set) var seed: UInt64?

  /// The first failure; exploring stops there.
  public internal(set) var failure: Failure?

  /// The numbers, and the failure if there is one.
  public var description: String {
    var text = "\(schedules) schedules"
    // Neither scripts nor random schedules look at states.
    if states > 0 { text += ", \(states) states" }
    text += ", \(deepest) choices at most"
    if let seed { text += ", seed \(seed)" }
    if tooLong > 0 { text += ", \(tooLong) given up as too long" }
    if let failure { return text + "\n\(failure)" }
    return text + (isExhausted ? ": exhausted, nothing wrong" : ": nothing wrong so far")
  }
}

/// What went wrong under one schedule, and how to see it again.
public struct Failure: Sendable, CustomStringConvertible {
  /// The schedule; `Explorer.replay` runs it again.
  public let schedule: Schedule

  /// What is wrong.
  public let words: String

  /// What happened, in order.
  public internal(set) var story: [String] = []

  /// What is wrong, the schedule, and the story.
  public var description: String {
    "\(words)\nschedule \(schedule)" + story.map { "\n  " + $0 }.joined()
  }
}

/// One schedule, run again.
public struct Replay: Sendable {
  /// What went wrong, or nil.
  public let failure: Failure?

  /// What happened, in words.
  public let story: [String]

  /// What happened, as a trace of JSON Lines: equal for equal schedules, byte for byte.
  public let trace: [UInt8]
}
